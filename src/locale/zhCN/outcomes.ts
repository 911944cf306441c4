/** Outcomes and errors. */
export const outcomes = {};

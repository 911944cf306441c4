/** Generated sheets and columns. */
export const sheets = {};

/** Custom functions. */
export const functions = {};

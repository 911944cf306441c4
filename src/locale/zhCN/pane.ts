/** Task pane. */
export const pane = {};

/** A whole day as Excel serial in the 1900 system; 1 = 1900-01-01, 60 is Excel's phantom day. */
export type SerialDay = number;

/** "No date here" in a column of days. */
export const NO_DAY = 0;

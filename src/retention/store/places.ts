/**
 * A table may stand on several sheets of one shape, its parts. A row's place is one number: the part
 * times {@link rowsPerPart} plus the zero-based row of its sheet. Of a table on one sheet it is the row.
 */

/** As many rows as a sheet of Excel has. */
export const rowsPerPart = 1_048_576;

/** More parts than this cannot be told apart in 31 bits. */
export const mostParts = 2_047;

/** The place of a row. @param row zero-based row of the sheet */
export const placeOf = (part: number, row: number): number => part * rowsPerPart + row;

/** The part, from 0, in which a place lies. */
export const partOf = (place: number): number => Math.floor(place / rowsPerPart);

/** The zero-based row of its sheet. */
export const rowOf = (place: number): number => place % rowsPerPart;

/**
 * How much of a file is taken on. A workbook of a few kilobytes can unpack to more than a machine
 * holds, so everything is counted before memory is taken for it.
 */
import { XlsxError } from "./errors";

export interface ReadLimits {
  /** Bytes of all parts after decompression. */
  readonly unpackedBytes: number;
  /** Parts of the package. */
  readonly parts: number;
  /** Cells with content or a format of their own, and shared strings, of the whole workbook. */
  readonly cells: number;
  /** How many times larger than packed a part may be, from {@link denseFrom} bytes on. */
  readonly ratio: number;
}

const GIGABYTE = 2 ** 30;

/** Parts below this size may be packed as densely as they like. */
const denseFrom = 8 * 2 ** 20;

/** What one gigabyte of unpacked parts may hold. */
export const usualLimits: ReadLimits = {
  unpackedBytes: GIGABYTE,
  parts: 5_000,
  cells: 10_000_000,
  ratio: 200,
};

/** Limits for someone who trusts a file that is larger or packed more densely than usual. */
export function limitsOf(unpackedGigabytes: number): ReadLimits {
  const factor = Math.max(1, unpackedGigabytes);
  return {
    unpackedBytes: unpackedGigabytes * GIGABYTE,
    parts: usualLimits.parts * factor,
    cells: usualLimits.cells * factor,
    ratio: Infinity,
  };
}

/** Elements inside elements: no part of a workbook comes near it. */
export const deepestNesting = 200;

/** Characters of one part that is read as a tree; sheets and shared strings are streamed. */
export const longestTree = 48 * 2 ** 20;

/** Characters of one row, of what stands around the rows, or of one shared string with its runs. */
export const longestPiece = 32 * 2 ** 20;

/** Pages of cells ({@link PAGE_ROWS}), 8 KB each however few cells they hold. */
const cellsOfPage = 160;

/** Counts what a file takes. @throws XlsxError `overLimit` in every method */
export class ReadBudget {
  private cells = 0;

  constructor(readonly limits: ReadLimits = usualLimits) {}

  takeParts(count: number): void {
    if (count > this.limits.parts) throw new XlsxError("overLimit", "parts");
  }

  /** By the directory of the archive, before anything is unpacked. */
  takePart(name: string, packed: number, unpacked: number, total: number): void {
    if (total > this.limits.unpackedBytes) throw new XlsxError("overLimit", "unpacked bytes");
    if (unpacked > denseFrom && unpacked > packed * this.limits.ratio) {
      throw new XlsxError("overLimit", `${name}: packed too densely`);
    }
  }

  takeCells(count: number): void {
    this.cells += count;
    if (this.cells > this.limits.cells) throw new XlsxError("overLimit", "cells");
  }

  /** Scattered cells take the memory of the pages in which they lie. */
  takePages(count: number): void {
    if (count * cellsOfPage > this.limits.cells)
      throw new XlsxError("overLimit", "scattered cells");
  }
}

/** Everything that can be wrong with what the user typed or pointed at. Wording: texts.ts. */
export const problems = [
  "noFile",
  "oneFile",
  "fileTwice",
  "unknownReport",
  "storeOfFolders",
  "folderEmpty",
  "wrongMap",
  "unknownField",
  "unknownHeader",
  "notAProfile",
  "unknownOption",
  "optionWithoutValue",
  "wrongDate",
  "unknownLanguage",
  "fileMissing",
  "fileUnreadable",
  "notATable",
  "fileEmpty",
  "encrypted",
  "damaged",
  "fileTooLarge",
  "overLimit",
  "unsupported",
  "neighbour",
  "formulaWithoutValue",
  "wrongSize",
  "wrongCount",
  "wrongMinutes",
  "tooLong",
  "outOfMemory",
  "sameStore",
  "wrongExtension",
  "outIsInput",
  "jsonIsWorkbook",
  "notWritable",
  "diskFull",
  "unexpected",
] as const;
export type Problem = (typeof problems)[number];

/** Ends a command with one line on stderr and exit code 1. `about` is what the user typed, never data. */
export class CommandError extends Error {
  constructor(
    readonly problem: Problem,
    readonly about = "",
    /** What stands there instead: headers, never cells. */
    readonly instead = ""
  ) {
    super(problem);
    this.name = "CommandError";
  }
}

/** A line that is already worded for the user: how a run of the add-in ended without doing its work. */
export class RefusedRun extends Error {
  override readonly name = "RefusedRun";
}

/** What a table or a defined name may be called (support page "Names in formulas"). */
import { parseRect } from "./address";
import { refuse } from "./support";

/**
 * @returns the name
 * @throws InvalidArgument unless it has at most 255 characters, starts with a letter, "_" or "\",
 *   goes on with letters, digits, "." and "_", and is no cell reference nor "R" or "C"
 */
export function checkObjectName(name: unknown, location: string): string {
  const good =
    typeof name === "string" &&
    name.length <= 255 &&
    /^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) &&
    parseRect(name) === null &&
    !/^[rR]\d*([cC]\d*)?$|^[cC]\d*$/.test(name);
  return good ? name : refuse("InvalidArgument", location);
}

export const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Refusals and argument checks that the workbook's objects share. */
import { RichApiError } from "../richapi/hostObject";

/** Ends the request with Excel's error code. */
export function refuse(code: string, location: string, message?: string): never {
  throw new RichApiError(code, location, message);
}

export function requireText(value: unknown, location: string): string {
  return typeof value === "string" ? value : refuse("InvalidArgument", location);
}

export function requireBoolean(value: unknown, location: string): boolean {
  return typeof value === "boolean" ? value : refuse("InvalidArgument", location);
}

/** A finite number within the bounds, both included. */
export function requireNumber(
  value: unknown,
  location: string,
  least = -Infinity,
  most = Infinity
): number {
  const good = typeof value === "number" && value >= least && value <= most;
  return good && Number.isFinite(value) ? value : refuse("InvalidArgument", location);
}

export function requireInteger(
  value: unknown,
  location: string,
  least = -Infinity,
  most = Infinity
): number {
  const number = requireNumber(value, location, least, most);
  return Number.isInteger(number) ? number : refuse("InvalidArgument", location);
}

/** One of the names of an enumeration, spelled as Excel spells it. */
export function requireOneOf<T extends string>(
  value: unknown,
  names: readonly T[],
  location: string
): T {
  const lower = typeof value === "string" ? value.toLowerCase() : "";
  return names.find((name) => name.toLowerCase() === lower) ?? refuse("InvalidArgument", location);
}

/** A plain object with no other keys than these. */
export function requireKeys(
  value: unknown,
  keys: readonly string[],
  location: string
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse("InvalidArgument", location);
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    refuse("InvalidArgument", location, `"${unknown}" is no property of this argument.`);
  }
  return value as Record<string, unknown>;
}

/** "#RRGGBB" in capitals from "#rrggbb", "rrggbb" or an HTML colour name that reports use. */
export function requireColor(value: unknown, location: string): string {
  const text = requireText(value, location);
  const named = HTML_COLORS[text.toLowerCase()];
  if (named) return named;
  const hex = /^#?([0-9a-f]{6})$/i.exec(text);
  return hex?.[1] ? `#${hex[1].toUpperCase()}` : refuse("InvalidArgument", location);
}

const HTML_COLORS: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#FFFFFF",
  red: "#FF0000",
  green: "#008000",
  blue: "#0000FF",
  yellow: "#FFFF00",
  orange: "#FFA500",
  gray: "#808080",
  grey: "#808080",
};

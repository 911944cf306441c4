/**
 * The path that a request asks for, decoded; undefined for one that no browser sends: no path at all,
 * percent signs that decode to nothing, steps upwards, NUL, and backslashes, which Windows takes for
 * slashes once they are decoded.
 */
export function requestedPath(url: string | undefined): string | undefined {
  const [path = ""] = (url ?? "").split(/[?#]/);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const isPlain = decoded.startsWith("/") && !/[\\\0]/.test(decoded);
  return isPlain && !decoded.split("/").includes("..") ? decoded : undefined;
}

import { requestedPath } from "./requests";

test.each([
  ["/", "/"],
  ["/addin/taskpane.html?et=1#a", "/addin/taskpane.html"],
  ["/%E5%AE%A2.js", "/客.js"],
])("%s asks for %s", (url, path) => {
  expect(requestedPath(url)).toBe(path);
});

test.each([
  undefined,
  "",
  "*",
  "/%",
  "/%E0%A4",
  "/%00",
  "/a\\b",
  "/a%5c..%5Cb",
  "/../a",
  "/a/%2e%2e/b",
  "/..%2fa",
])("%s asks for nothing", (url) => {
  expect(requestedPath(url)).toBeUndefined();
});

import { textOfFile } from "../project/files";
import {
  architectureDoc,
  housePicture,
  pictureIn,
  readHouses,
  withoutImplied,
} from "./housePicture";

const graph = (uses: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(uses).map(([name, used]) => [name, new Set(used)]));

describe("the picture of the architecture", () => {
  test("is what the code gives (npm run docs draws it)", () => {
    expect(pictureIn(textOfFile(architectureDoc))).toBe(housePicture());
  });

  test("has every house, and the rooms of those with floors", () => {
    const { houses } = readHouses();
    const named = houses.map(({ name, rooms }) => [name, rooms.length > 0] as const);
    expect(named.filter(([, withRooms]) => withRooms).map(([name]) => name)).toEqual([
      "excel",
      "offline",
      "reports",
      "retention",
    ]);
    expect(named.map(([name]) => name)).toEqual(expect.arrayContaining(["intake", "taskpane"]));
  });

  test("names every room in the table below it", () => {
    const rooms = readHouses().houses.flatMap(({ name, rooms }) =>
      rooms.map((room) => `src/${name}/${room}`)
    );
    const told = [...textOfFile(architectureDoc).matchAll(/^\| `(src\/\w+\/\w+)` +\|/gm)];
    expect(told.map(([, room]) => room).sort()).toEqual(rooms.sort());
  });

  test("leaves out what follows from other arrows", () => {
    const uses = graph({
      pane: ["excel", "rules"],
      excel: ["reports", "rules"],
      reports: ["rules"],
    });
    expect(withoutImplied(uses)).toEqual([
      ["pane", "excel"],
      ["excel", "reports"],
      ["reports", "rules"],
    ]);
  });

  test("refuses to draw a circle", () => {
    expect(() => withoutImplied(graph({ a: ["b"], b: ["c"], c: ["a"] }))).toThrow(RangeError);
    expect(() => withoutImplied(graph({ a: ["b", "c"], b: ["a"] }))).toThrow(/a → b → a/);
  });
});

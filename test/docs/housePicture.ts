import path from "node:path";
import { preProcessFile } from "typescript";
import { projectFiles, textOfFile } from "../project/files";

/**
 * The picture of docs/architecture.md, a Mermaid diagram drawn from the imports of the product's code. It
 * stands between `<!-- picture -->` and `<!-- end -->`.
 */
export const architectureDoc = "docs/architecture.md";

/** A folder of `src`, and its rooms where lint holds their floors. */
export interface House {
  readonly name: string;
  /** Sorted; none where the house is one room. */
  readonly rooms: readonly string[];
  /** Imports between its rooms. */
  readonly uses: Graph;
}

/** What each name uses of the others. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** All houses, and which imports which; tests and type declarations left out. */
export function readHouses(): { readonly houses: readonly House[]; readonly uses: Graph } {
  const files = projectFiles().filter((file) => /^src\/\w+\/.*\.tsx?$/.test(file));
  const product = files.filter((file) => !/\.(?:test|d)\.tsx?$/.test(file));
  const folders = new Set(product.map((file) => path.posix.dirname(file)));
  /** House and room of a file or of a folder; no room of what stands beside the rooms. */
  const placeOf = (target: string): readonly [house: string, room: string] => {
    const [, house = "", room = ""] = target.split(path.posix.sep);
    const place = path.posix.join("src", house, room);
    const isRoom = [...folders].some((it) => it === place || it.startsWith(place + path.posix.sep));
    return [house, isRoom ? room : ""];
  };
  const between = new Map<string, Set<string>>();
  const inside = new Map<string, Map<string, Set<string>>>();
  for (const file of product) {
    const [house, room] = placeOf(file);
    const others = entry(between, house, () => new Set<string>());
    const rooms = entry(inside, house, () => new Map<string, Set<string>>());
    const used = room === "" ? new Set<string>() : entry(rooms, room, () => new Set<string>());
    for (const [otherHouse, otherRoom] of importsOf(file).map(placeOf)) {
      if (otherHouse !== house) others.add(otherHouse);
      else if (otherRoom !== "" && otherRoom !== room) used.add(otherRoom);
    }
  }
  const withFloors = housesOfFloors();
  const houses = [...between.keys()].sort().map((name) => {
    const uses: Graph =
      (withFloors.has(name) && inside.get(name)) || new Map<string, Set<string>>();
    return { name, rooms: [...uses.keys()].sort(), uses };
  });
  return { houses, uses: between };
}

/** The houses whose floors lint holds. */
function housesOfFloors(): ReadonlySet<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { forbidden } = require("../../.dependency-cruiser.cjs") as {
    readonly forbidden: readonly { readonly name: string }[];
  };
  return new Set(forbidden.flatMap(({ name }) => /^floor-(\w+)-\w+$/.exec(name)?.[1] ?? []));
}

/** Files and folders of `src` that a file imports, those that it imports for types alone among them. */
function importsOf(file: string): string[] {
  const { importedFiles } = preProcessFile(textOfFile(file), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
    .filter((target) => target.startsWith("src/"));
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * The uses that are not implied by others: of `a → b → c` and `a → c` the last is left out, so that a
 * picture shows the order and not every thread.
 *
 * @throws RangeError where names use each other in a circle.
 */
export function withoutImplied(uses: Graph): (readonly [string, string])[] {
  const reached = new Map<string, ReadonlySet<string>>();
  const reach = (name: string, way: readonly string[]): ReadonlySet<string> => {
    if (way.includes(name)) throw new RangeError(`A circle: ${[...way, name].join(" → ")}`);
    const known = reached.get(name);
    if (known) return known;
    const all = new Set<string>();
    for (const used of uses.get(name) ?? []) {
      all.add(used);
      for (const further of reach(used, [...way, name])) all.add(further);
    }
    reached.set(name, all);
    return all;
  };
  return [...uses].flatMap(([name, used]) =>
    [...used]
      .filter((target) => ![...used].some((other) => reach(other, [name]).has(target)))
      .sort()
      .map((target) => [name, target] as const)
  );
}

/** The diagram, with an arrow from what uses to what is used. */
export function housePicture(): string {
  const { houses, uses } = readHouses();
  const lines = houses.flatMap(({ name, rooms, uses: inside }) => {
    if (rooms.length === 0) return [`  ${name}["src/${name}"]`];
    const arrows = withoutImplied(inside).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return [
      `  subgraph ${name}["src/${name}"]`,
      ...rooms.map((room) => `    ${name}_${room}["${room}"]`),
      ...arrows.map(([from, to]) => `    ${name}_${from} --> ${name}_${to}`),
      "  end",
    ];
  });
  const arrows = withoutImplied(uses)
    .map(([from, to]) => `  ${from} ==> ${to}`)
    .sort();
  return ["```mermaid", "flowchart TB", ...lines, ...arrows, "```"].join("\n");
}

const block = /<!-- picture -->\n[\s\S]*?<!-- end -->/;

/** The document with its picture drawn anew. */
export function withPicture(text: string): string {
  return text.replace(block, () => `<!-- picture -->\n\n${housePicture()}\n\n<!-- end -->`);
}

/** The picture as it stands in the document. */
export function pictureIn(text: string): string {
  return /```mermaid\n[\s\S]*?```/.exec(block.exec(text)?.[0] ?? "")?.[0] ?? "";
}

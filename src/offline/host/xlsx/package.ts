/** The package: parts, their content types and the relationships between them (ECMA-376 part 2). */
import { XlsxError } from "./errors";
import { longestTree, ReadBudget } from "./limits";
import { parseXml, tag, TextEdits, xmlDeclaration, type XmlElement } from "./xml";
import { entryText, partKey, readZip, textEntry, writeZip, type ZipEntry } from "./zip";

const CONTENT_TYPES = "[Content_Types].xml";
const OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";

/** Short names of the relationship types used here. */
export const relationshipTypes = {
  officeDocument: `${OFFICE_DOCUMENT}/officeDocument`,
  worksheet: `${OFFICE_DOCUMENT}/worksheet`,
  styles: `${OFFICE_DOCUMENT}/styles`,
  sharedStrings: `${OFFICE_DOCUMENT}/sharedStrings`,
  theme: `${OFFICE_DOCUMENT}/theme`,
  table: `${OFFICE_DOCUMENT}/table`,
  drawing: `${OFFICE_DOCUMENT}/drawing`,
  chart: `${OFFICE_DOCUMENT}/chart`,
  hyperlink: `${OFFICE_DOCUMENT}/hyperlink`,
  customXml: `${OFFICE_DOCUMENT}/customXml`,
  customXmlProps: `${OFFICE_DOCUMENT}/customXmlProps`,
  calcChain: `${OFFICE_DOCUMENT}/calcChain`,
  coreProperties:
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
  extendedProperties: `${OFFICE_DOCUMENT}/extended-properties`,
  signatures:
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
} as const;

export const contentTypes = {
  workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
  worksheet: "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
  styles: "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
  table: "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
  drawing: "application/vnd.openxmlformats-officedocument.drawing+xml",
  chart: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
  theme: "application/vnd.openxmlformats-officedocument.theme+xml",
  relationships: "application/vnd.openxmlformats-package.relationships+xml",
  customXmlProps: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
  coreProperties: "application/vnd.openxmlformats-package.core-properties+xml",
  extendedProperties: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
} as const;

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** As written. */
  readonly target: string;
  readonly external: boolean;
  /** The part it leads to, without a leading slash; the target itself if external. */
  readonly part: string;
}

/** True for the transitional and for the strict name of a relationship type. */
function isType(relationship: Relationship, type: string): boolean {
  return (
    relationship.type === type ||
    relationship.type ===
      type.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/",
        "http://purl.oclc.org/ooxml/officeDocument/"
      )
  );
}

/** Where the relationships of a part stand; of the package itself for "". */
export function relationshipsPath(part: string): string {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function resolveTarget(source: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = source.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** The path to `part` as seen from the part `source`. */
export function relativeTarget(source: string, part: string): string {
  const from = source.split("/").slice(0, -1);
  const to = part.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

export class Package {
  private readonly entries: Map<string, ZipEntry>;
  /** Names as they compare ({@link partKey}) → names as written. */
  private readonly names: Map<string, string>;

  constructor(entries: readonly ZipEntry[]) {
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    this.names = new Map(entries.map((entry) => [partKey(entry.name), entry.name]));
  }

  /**
   * Opens the bytes of an `.xlsx` or `.xlsm` file. Content types and relationships are read here, so
   * that a file which could not be saved again is refused before anything is done with it.
   *
   * @throws XlsxError with the code that says what the file is instead.
   */
  static open(bytes: Uint8Array, budget = new ReadBudget()): Package {
    refuseCompoundFile(bytes);
    const opened = new Package(readZip(bytes, budget));
    if (!opened.find(CONTENT_TYPES)) throw new XlsxError("notXlsx", "no content types");
    if (opened.find("xl/workbook.bin")) throw new XlsxError("binaryXlsb", "xl/workbook.bin");
    if (opened.xml(CONTENT_TYPES).local !== "Types") throw new XlsxError("damaged", CONTENT_TYPES);
    opened.reachable();
    return opened;
  }

  /** A second package with the same entries: changing it leaves this one as it is. */
  copy(): Package {
    return new Package([...this.entries.values()]);
  }

  find(part: string): ZipEntry | undefined {
    const name = this.names.get(partKey(part));
    return name === undefined ? undefined : this.entries.get(name);
  }

  /** The text of a part. @throws XlsxError `damaged` if it is missing, `overLimit` if it is too long */
  text(part: string): string {
    const entry = this.find(part);
    if (!entry) throw new XlsxError("damaged", `${part} is missing`);
    // A character takes three bytes at most that UTF-16 counts as one.
    if (entry.size > 3 * longestTree) throw new XlsxError("overLimit", `${part}: too long`);
    return entryText(entry);
  }

  xml(part: string): XmlElement {
    return parseXml(this.text(part), part);
  }

  put(entry: ZipEntry): void {
    const known = this.names.get(partKey(entry.name));
    this.names.set(partKey(entry.name), entry.name);
    if (known !== undefined && known !== entry.name) this.entries.delete(known);
    this.entries.set(entry.name, entry);
  }

  putText(part: string, text: string): void {
    this.put(textEntry(part, text));
  }

  /** Removes a part with its relationships and its content type. */
  remove(part: string): void {
    for (const name of [part, relationshipsPath(part)]) {
      const known = this.names.get(partKey(name));
      if (known === undefined) continue;
      this.names.delete(partKey(name));
      this.entries.delete(known);
    }
    const text = this.text(CONTENT_TYPES);
    const root = parseXml(text, CONTENT_TYPES);
    const edits = new TextEdits(text);
    for (const name of [part, relationshipsPath(part)]) {
      for (const override of overridesOf(root, name)) {
        edits.replace(override.start, override.end, "");
      }
    }
    if (!edits.isEmpty) this.putText(CONTENT_TYPES, edits.apply());
  }

  /** Adds or rewrites a part and registers its content type. */
  addPart(part: string, text: string, contentType: string): void {
    this.putText(part, text);
    const types = this.text(CONTENT_TYPES);
    const root = parseXml(types, CONTENT_TYPES);
    if (overridesOf(root, part).length > 0) return;
    const edits = new TextEdits(types);
    edits.append(
      root,
      tag(`${root.prefix}Override`, { PartName: `/${part}`, ContentType: contentType })
    );
    this.putText(CONTENT_TYPES, edits.apply());
  }

  /** Makes sure that files with this extension have a content type. */
  addDefaultType(extension: string, contentType: string): void {
    const types = this.text(CONTENT_TYPES);
    const root = parseXml(types, CONTENT_TYPES);
    const known = root.all("Default").some((d) => d.attr("Extension")?.toLowerCase() === extension);
    if (known) return;
    const edits = new TextEdits(types);
    edits.prepend(
      root,
      tag(`${root.prefix}Default`, { Extension: extension, ContentType: contentType })
    );
    this.putText(CONTENT_TYPES, edits.apply());
  }

  relationships(part: string): Relationship[] {
    const path = relationshipsPath(part);
    if (!this.find(path)) return [];
    return this.xml(path)
      .all("Relationship")
      .map((element) => {
        const target = element.attr("Target") ?? "";
        const external = element.attr("TargetMode") === "External";
        return {
          id: element.attr("Id") ?? "",
          type: element.attr("Type") ?? "",
          target,
          external,
          part: external ? target : resolveTarget(part, target),
        };
      });
  }

  related(part: string, type: string): Relationship[] {
    return this.relationships(part).filter((relationship) => isType(relationship, type));
  }

  /** Adds a relationship and returns its id. */
  relate(part: string, type: string, target: string, external = false): string {
    const path = relationshipsPath(part);
    const written = external ? target : relativeTarget(part, target);
    if (!this.find(path)) {
      // Some writers give relationships their content type part by part, without a default.
      this.addDefaultType("rels", contentTypes.relationships);
      this.putText(path, xmlDeclaration + tag("Relationships", { xmlns: PACKAGE_RELATIONSHIPS }));
    }
    const text = this.text(path);
    const root = parseXml(text, path);
    const used = new Set(root.children.map((child) => child.attr("Id")));
    let number = used.size + 1;
    while (used.has(`rId${number}`)) number++;
    const edits = new TextEdits(text);
    edits.append(
      root,
      tag(`${root.prefix}Relationship`, {
        Id: `rId${number}`,
        Type: type,
        Target: written,
        TargetMode: external ? "External" : undefined,
      })
    );
    this.putText(path, edits.apply());
    return `rId${number}`;
  }

  unrelate(part: string, id: string): void {
    const path = relationshipsPath(part);
    const text = this.text(path);
    const root = parseXml(text, path);
    const edits = new TextEdits(text);
    for (const element of root.children) {
      if (element.attr("Id") === id) edits.replace(element.start, element.end, "");
    }
    if (!edits.isEmpty) this.putText(path, edits.apply());
  }

  /** The first free name `${before}${n}${after}`. */
  freeName(before: string, after: string): string {
    let number = 1;
    while (this.find(`${before}${number}${after}`)) number++;
    return `${before}${number}${after}`;
  }

  get partNames(): string[] {
    return [...this.entries.keys()];
  }

  /** Every part that relationships lead to from the package. */
  reachable(): Set<string> {
    const seen = new Set<string>();
    const visit = (part: string) => {
      for (const relationship of this.relationships(part)) {
        const name = this.find(relationship.part)?.name;
        if (relationship.external || name === undefined || seen.has(name)) continue;
        seen.add(name);
        visit(name);
      }
    };
    visit("");
    return seen;
  }

  /** The archive. [Content_Types].xml comes first, as in every file that Excel writes. */
  bytes(): Uint8Array {
    const entries = [...this.entries.values()];
    const first = entries.findIndex((entry) => entry.name === CONTENT_TYPES);
    entries.unshift(...entries.splice(first, 1));
    return writeZip(entries);
  }
}

function overridesOf(root: XmlElement, part: string): XmlElement[] {
  const name = `/${part}`.toLowerCase();
  return root.all("Override").filter((child) => child.attr("PartName")?.toLowerCase() === name);
}

/** The container of `.xls` files and of encrypted packages ("compound file", [MS-CFB]). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function refuseCompoundFile(bytes: Uint8Array): void {
  if (!COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) return;
  // Stream names stand in the directory as UTF-16; an encrypted package has one of this name.
  const name = [..."EncryptedPackage"].flatMap((char) => [char.charCodeAt(0), 0]);
  const isEncrypted = indexOfBytes(bytes, name) >= 0;
  throw new XlsxError(isEncrypted ? "encrypted" : "oldXls", "compound file");
}

function indexOfBytes(bytes: Uint8Array, wanted: readonly number[]): number {
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** A package with nothing but what every package has. */
export function emptyPackage(): Package {
  const types = tag(
    "Types",
    { xmlns: "http://schemas.openxmlformats.org/package/2006/content-types" },
    tag("Default", {
      Extension: "rels",
      ContentType: "application/vnd.openxmlformats-package.relationships+xml",
    }) + tag("Default", { Extension: "xml", ContentType: "application/xml" })
  );
  return new Package([textEntry(CONTENT_TYPES, xmlDeclaration + types)]);
}

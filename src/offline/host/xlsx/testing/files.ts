/** Files for tests: packages from hand-written XML, and what a second program makes and reads. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryText, readZip, textEntry, writeZip } from "../zip";

const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

export interface HandWritten {
  /** Sheet name → content of its `worksheet` element. */
  readonly sheets: Readonly<Record<string, string>>;
  /** Contents of `si` elements. */
  readonly strings?: readonly string[];
  /** Content of the `styleSheet` element. */
  readonly styles?: string;
  /** Content of the `workbook` element before and after the list of sheets. */
  readonly before?: string;
  readonly after?: string;
  /** Attributes of the `sheet` elements by name. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Further parts, and parts in place of the ones made here. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** A minimal `.xlsx` with this content. */
export function handWritten(content: HandWritten): Uint8Array {
  const names = Object.keys(content.sheets);
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
  const relationships = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const parts: Record<string, string> = {
    "[Content_Types].xml":
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml":
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">${content.before ?? ""}<sheets>` +
      names
        .map(
          (name, index) =>
            `<sheet name="${name.replace(/'/g, "&apos;")}" sheetId="${index + 1}" r:id="rId${index + 1}" ${content.attributes?.[name] ?? ""}/>`
        )
        .join("") +
      `</sheets>${content.after ?? ""}</workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(
      names
        .map((_, index) =>
          relationship(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)
        )
        .join("") +
        relationship("rIdS", "styles", "styles.xml") +
        relationship("rIdT", "sharedStrings", "/xl/sharedStrings.xml")
    ),
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}">${content.styles ?? PLAIN_STYLES}</styleSheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${(content.strings ?? [])
      .map((inner) => `<si>${inner}</si>`)
      .join("")}</sst>`,
  };
  names.forEach((name, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">${content.sheets[name]}</worksheet>`;
  });
  Object.assign(parts, content.parts);
  return writeZip(Object.entries(parts).map(([name, text]) => textEntry(name, text)));
}

const PLAIN_STYLES =
  '<fonts><font><sz val="11"/><name val="宋体"/></font></fonts>' +
  '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>" +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="1"><alignment textRotation="45"/></xf></cellXfs>';

/** The compressed bytes of each part, as text so that a difference is shown by its name. */
export function compressedParts(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    readZip(bytes).map((entry) => [entry.name, Buffer.from(entry.compressed).toString("base64")])
  );
}

/** The text of one part. */
export function partText(bytes: Uint8Array, name: string): string {
  const entry = readZip(bytes).find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`no part ${name}`);
  return entryText(entry);
}

export function partNames(bytes: Uint8Array): string[] {
  return readZip(bytes)
    .map(({ name }) => name)
    .sort();
}

/** A file with a signature, as Office signs: an origin that the package itself leads to. */
export function signed(bytes: Uint8Array): Uint8Array {
  const type =
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin";
  const added = `<Relationship Id="rIdS" Type="${type}" Target="_xmlsignatures/origin.sigs"/>`;
  const entries = readZip(bytes).map((entry) => {
    if (entry.name === "_rels/.rels") {
      const text = entryText(entry).replace("</Relationships>", `${added}</Relationships>`);
      return textEntry(entry.name, text);
    }
    if (entry.name !== "[Content_Types].xml") return entry;
    const types = entryText(entry);
    const known = '<Default Extension="sigs" ContentType="application/octet-stream"/>';
    return textEntry(entry.name, types.replace(/<Default/, `${known}<Default`));
  });
  return writeZip([...entries, textEntry("_xmlsignatures/origin.sigs", "")]);
}

/** What excelize reads from a file. */
export interface ReadBack {
  readonly names: readonly (readonly [name: string, refersTo: string])[];
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly string[])[];
    readonly tables: readonly (readonly [name: string, range: string])[];
    readonly merged: number;
    readonly frozenRows: number;
    readonly validations: readonly string[];
    readonly orientation: string;
  }[];
}

const script = join(__dirname, "excelize.mjs");

function withFile<T>(use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "retain-xlsx-"));
  try {
    return use(join(folder, "book.xlsx"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A workbook with a table, orders, a pivot table, a chart, conditional formats, a comment. */
export function storeWorkbook(): Uint8Array {
  return withFile((path) => {
    execFileSync(process.execPath, [script, "make", path]);
    return new Uint8Array(readFileSync(path));
  });
}

export function readWithExcelize(bytes: Uint8Array): ReadBack {
  return withFile((path) => {
    writeFileSync(path, bytes);
    const options = { encoding: "utf8", maxBuffer: 1 << 28 } as const;
    return JSON.parse(execFileSync(process.execPath, [script, "read", path], options)) as ReadBack;
  });
}

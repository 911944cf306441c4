/** Names for what a sheet carries and the model does not know. */
import type { SheetPlace } from "./sheetParts";
import type { XmlElement } from "./xml";

const relationshipKinds: Readonly<Record<string, string>> = {
  pivotTable: "pivotTable",
  comments: "comments",
  threadedComment: "comments",
  slicer: "slicer",
  timeline: "timeline",
  oleObject: "oleObject",
  control: "control",
  ctrlProp: "control",
  queryTable: "queryTable",
  image: "picture",
  vmlDrawing: "legacyDrawing",
  customProperty: "customProperties",
};

const elementKinds: Readonly<Record<string, string>> = {
  scenarios: "scenarios",
  protectedRanges: "protectedRanges",
  dataConsolidate: "dataConsolidate",
  customSheetViews: "customSheetViews",
  cellWatches: "cellWatches",
  picture: "picture",
  oleObjects: "oleObject",
  controls: "control",
  rowBreaks: "pageBreaks",
  colBreaks: "pageBreaks",
};

/** Elements inside a sheet's extensions that stand for something a user made. */
const extensionKinds: Readonly<Record<string, string>> = {
  sparklineGroups: "sparklines",
  conditionalFormattings: "conditionalFormatExtension",
  dataValidations: "dataValidationExtension",
  slicerList: "slicer",
  timelineRefs: "timeline",
};

export function unmodelledKinds(root: XmlElement, { opened, part }: SheetPlace): string[] {
  const byRelationship = opened
    .relationships(part)
    .map(({ type }) => relationshipKinds[type.slice(type.lastIndexOf("/") + 1)]);
  const byElement = root.children.map(({ local }) => elementKinds[local]);
  const byExtension = (root.child("extLst")?.children ?? []).map((extension) => {
    const [content] = extension.children;
    if (!content || isSupplement(content, root)) return undefined;
    return extensionKinds[content.local] ?? "extension";
  });
  return [...byRelationship, ...byElement, ...byExtension].filter(
    (kind): kind is string => kind !== undefined
  );
}

/**
 * True for the extension in which Excel writes the finer settings of data bars that the sheet
 * itself already has: it adds no rule of its own.
 */
export function isSupplement(extension: XmlElement, root: XmlElement): boolean {
  if (extension.local !== "conditionalFormattings") return false;
  const known = new Set(
    root
      .all("conditionalFormatting")
      .flatMap((element) => element.descendants("id"))
      .map(({ text }) => text.trim())
  );
  return extension.descendants("cfRule").every((rule) => known.has(rule.attr("id") ?? ""));
}

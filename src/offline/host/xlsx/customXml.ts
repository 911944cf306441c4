/** Custom XML parts: the item itself and the properties part that carries its id (part 1, 22.5). */
import { XlsxError } from "./errors";
import { relationshipTypes, contentTypes, type Package } from "./package";
import { parseXml, tag, xmlDeclaration } from "./xml";

export interface CustomXmlItem {
  /** GUID in braces; "" if the file gives none. */
  readonly id: string;
  readonly xml: string;
  readonly part: string;
}

const DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";

/** The items that can be read; what another program keeps in a form of its own stays where it is. */
export function readCustomXml(opened: Package, workbookPart: string): CustomXmlItem[] {
  return opened
    .related(workbookPart, relationshipTypes.customXml)
    .filter(({ part }) => opened.find(part) !== undefined)
    .flatMap(({ part }) => {
      const xml = readable(opened, part);
      if (xml === undefined) return [];
      const [properties] = opened.related(part, relationshipTypes.customXmlProps);
      const root =
        properties && opened.find(properties.part) ? opened.xml(properties.part) : undefined;
      return [{ id: root?.attrLocal("itemID") ?? "", xml, part }];
    });
}

function readable(opened: Package, part: string): string | undefined {
  try {
    const xml = opened.text(part);
    parseXml(xml, part);
    return xml;
  } catch (error) {
    if (error instanceof XlsxError) return undefined;
    throw error;
  }
}

/** Adds an item with its properties and relationships; returns the part's name. */
export function addCustomXml(
  opened: Package,
  workbookPart: string,
  id: string,
  xml: string
): string {
  const part = opened.freeName("customXml/item", ".xml");
  const properties = part.replace("customXml/item", "customXml/itemProps");
  opened.addDefaultType("xml", "application/xml");
  opened.putText(part, xml);
  opened.addPart(
    properties,
    xmlDeclaration +
      tag(
        "ds:datastoreItem",
        { "ds:itemID": id, "xmlns:ds": DATA_STORE },
        tag("ds:schemaRefs", {}, tag("ds:schemaRef", { "ds:uri": namespaceOf(xml, part) }))
      ),
    contentTypes.customXmlProps
  );
  opened.relate(part, relationshipTypes.customXmlProps, properties);
  opened.relate(workbookPart, relationshipTypes.customXml, part);
  return part;
}

/** Removes an item with its properties. */
export function removeCustomXml(opened: Package, workbookPart: string, part: string): void {
  for (const { part: properties } of opened.related(part, relationshipTypes.customXmlProps)) {
    opened.remove(properties);
  }
  for (const relationship of opened.related(workbookPart, relationshipTypes.customXml)) {
    if (relationship.part === part) opened.unrelate(workbookPart, relationship.id);
  }
  opened.remove(part);
}

/** Namespace of the root element. */
export function namespaceOf(xml: string, part: string): string {
  const root = parseXml(xml, part);
  return root.attr(root.prefix === "" ? "xmlns" : `xmlns:${root.prefix.slice(0, -1)}`) ?? "";
}

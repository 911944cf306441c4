import { SaxesParser } from "saxes";
import { HostCollection, HostObject } from "../richapi/hostObject";
import { refuse, requireText } from "./support";
import type { Workbook } from "./objects";

/** A custom XML part as the file holds it. */
export interface CustomXmlState {
  /** "{GUID}", the item id of its properties part. */
  readonly id: string;
  xml: string;
}

/** `Excel.CustomXmlPart`. */
class CustomXmlPart extends HostObject {
  readonly $class = "CustomXmlPart";

  constructor(
    private readonly workbook: Workbook,
    private readonly state: CustomXmlState
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Id", "NamespaceUri"];
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.state.id };
  }
  get Id(): string {
    return this.state.id;
  }
  get NamespaceUri(): string {
    return rootNamespace(this.state.xml, "CustomXmlPart.namespaceUri");
  }
  GetXml(): string {
    this.guardLives("getXml");
    return this.state.xml;
  }
  SetXml(xml: unknown): void {
    this.guardLives("setXml");
    const text = requireText(xml, "CustomXmlPart.setXml");
    rootNamespace(text, "CustomXmlPart.setXml");
    this.state.xml = text;
    this.workbook.customXmlChanged = true;
  }
  Delete(): void {
    this.guardLives("delete");
    this.workbook.customXml = this.workbook.customXml.filter((part) => part !== this.state);
    this.workbook.customXmlChanged = true;
  }

  private guardLives(member: string): void {
    if (!this.workbook.customXml.includes(this.state)) {
      refuse("ItemNotFound", `CustomXmlPart.${member}`);
    }
  }
}

abstract class Parts extends HostCollection<CustomXmlPart> {
  constructor(protected readonly workbook: Workbook) {
    super();
  }

  $items(): readonly CustomXmlPart[] {
    return this.states().map((state) => new CustomXmlPart(this.workbook, state));
  }
  $item(key: string | number): CustomXmlPart | null {
    return this.$items().find(({ Id }) => Id.toLowerCase() === String(key).toLowerCase()) ?? null;
  }
  GetItemOrNullObject(id: string): CustomXmlPart | null {
    return this.$item(id);
  }
  GetCount(): number {
    return this.states().length;
  }
  protected abstract states(): readonly CustomXmlState[];
}

/** `Excel.CustomXmlPartCollection`. */
export class CustomXmlPartCollection extends Parts {
  readonly $class = "CustomXmlPartCollection";

  /** @throws InvalidArgument for what is no well-formed XML */
  Add(xml: unknown): CustomXmlPart {
    const location = "CustomXmlPartCollection.add";
    const text = requireText(xml, location);
    rootNamespace(text, location);
    const state = { id: this.freeId(), xml: text };
    this.workbook.customXml = [...this.workbook.customXml, state];
    this.workbook.customXmlChanged = true;
    return new CustomXmlPart(this.workbook, state);
  }
  GetByNamespace(uri: unknown): CustomXmlPartScopedCollection {
    const wanted = requireText(uri, "CustomXmlPartCollection.getByNamespace");
    return new CustomXmlPartScopedCollection(this.workbook, wanted);
  }

  protected states(): readonly CustomXmlState[] {
    return this.workbook.customXml;
  }
  /** Ids count up instead of being random, so that two runs save the same file. */
  private freeId(): string {
    const taken = new Set(this.workbook.customXml.map(({ id }) => id.toUpperCase()));
    for (let number = 1; ; number++) {
      const tail = number.toString(16).toUpperCase().padStart(12, "0");
      const id = `{5C0B7E1A-0000-4000-8000-${tail}}`;
      if (!taken.has(id)) return id;
    }
  }
}

/** `Excel.CustomXmlPartScopedCollection`: the parts of one namespace. */
class CustomXmlPartScopedCollection extends Parts {
  readonly $class = "CustomXmlPartScopedCollection";

  constructor(
    workbook: Workbook,
    private readonly uri: string
  ) {
    super(workbook);
  }

  /** @throws GeneralException unless there is exactly one (typings) */
  GetOnlyItem(): CustomXmlPart {
    const [only, ...more] = this.$items();
    if (!only || more.length > 0) {
      refuse("GeneralException", "CustomXmlPartScopedCollection.getOnlyItem");
    }
    return only;
  }
  GetOnlyItemOrNullObject(): CustomXmlPart | null {
    return this.GetCount() === 0 ? null : this.GetOnlyItem();
  }

  protected states(): readonly CustomXmlState[] {
    const location = "CustomXmlPartScopedCollection";
    return this.workbook.customXml.filter(({ xml }) => rootNamespace(xml, location) === this.uri);
  }
}

/** The namespace of the root element; InvalidArgument for what is no well-formed XML. */
function rootNamespace(xml: string, location: string): string {
  let namespace: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", (tag) => {
    namespace ??= tag.uri;
  });
  parser.on("error", () => refuse("InvalidArgument", location, "The XML is not well-formed."));
  parser.write(xml).close();
  return namespace ?? refuse("InvalidArgument", location);
}

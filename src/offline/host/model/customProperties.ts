import { HostCollection, HostObject } from "../richapi/hostObject";
import { requireText } from "./support";
import type { Worksheet } from "./objects";

/** `Excel.WorksheetCustomProperty`. */
class WorksheetCustomProperty extends HostObject {
  readonly $class = "WorksheetCustomProperty";

  constructor(
    private readonly sheet: Worksheet,
    private readonly key: string
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Key", "Value"];
  }
  override $identity(): Record<string, unknown> {
    return { Key: this.key };
  }
  get Key(): string {
    return this.key;
  }
  get Value(): string {
    return this.sheet.customProperties.get(this.key) ?? "";
  }
  set Value(value: unknown) {
    const text = requireText(value, "WorksheetCustomProperty.value");
    this.sheet.customProperties.set(this.key, text);
    this.sheet.touch("customProperties");
  }
  Delete(): void {
    this.sheet.customProperties.delete(this.key);
    this.sheet.touch("customProperties");
  }
}

/** `Excel.WorksheetCustomPropertyCollection`; keys do not mind capitals (typings). */
export class WorksheetCustomPropertyCollection extends HostCollection<WorksheetCustomProperty> {
  readonly $class = "WorksheetCustomPropertyCollection";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  $items(): readonly WorksheetCustomProperty[] {
    return [...this.sheet.customProperties.keys()].map(
      (key) => new WorksheetCustomProperty(this.sheet, key)
    );
  }
  $item(key: string | number): WorksheetCustomProperty | null {
    const lower = String(key).toLowerCase();
    return this.$items().find((item) => item.Key.toLowerCase() === lower) ?? null;
  }
  GetItemOrNullObject(key: unknown): WorksheetCustomProperty | null {
    return this.$item(requireText(key, "WorksheetCustomPropertyCollection.getItemOrNullObject"));
  }
  GetCount(): number {
    return this.sheet.customProperties.size;
  }
  Add(key: unknown, value: unknown): WorksheetCustomProperty {
    const location = "WorksheetCustomPropertyCollection.add";
    const item = this.$item(requireText(key, location));
    const property = item ?? new WorksheetCustomProperty(this.sheet, String(key));
    property.Value = requireText(value, location);
    return property;
  }
}

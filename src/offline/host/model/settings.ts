import { HostCollection, HostObject } from "../richapi/hostObject";
import { refuse, requireText } from "./support";
import type { Workbook } from "./objects";

/** `Excel.Setting`: a named value that belongs to the add-in. Values are kept as JSON. */
class Setting extends HostObject {
  readonly $class = "Setting";

  constructor(
    private readonly workbook: Workbook,
    private readonly key: string
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Key", "Value"];
  }
  override $identity(): Record<string, unknown> {
    return { _Id: this.key };
  }
  get Key(): string {
    return this.key;
  }
  get Value(): unknown {
    const json = this.workbook.$settings.get(this.key);
    return json === undefined ? refuse("ItemNotFound", "Setting.value") : JSON.parse(json);
  }
  set Value(value: unknown) {
    this.workbook.$settings.set(this.key, JSON.stringify(value));
    this.workbook.tell({ type: "settingsChanged", targets: [], args: {} });
  }
  Delete(): void {
    this.workbook.$settings.delete(this.key);
    this.workbook.tell({ type: "settingsChanged", targets: [], args: {} });
  }
}

/** `Excel.SettingCollection`. */
export class SettingCollection extends HostCollection<Setting> {
  readonly $class = "SettingCollection";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  $items(): readonly Setting[] {
    return [...this.workbook.$settings.keys()].map((key) => new Setting(this.workbook, key));
  }
  $item(key: string | number): Setting | null {
    const name = String(key);
    return this.workbook.$settings.has(name) ? new Setting(this.workbook, name) : null;
  }
  GetItemOrNullObject(key: string): Setting | null {
    return this.$item(key);
  }
  GetCount(): number {
    return this.workbook.$settings.size;
  }
  Add(key: unknown, value: unknown): Setting {
    const location = "SettingCollection.add";
    const name = requireText(key, location);
    if (value === undefined) refuse("InvalidArgument", location);
    const setting = new Setting(this.workbook, name);
    setting.Value = value;
    return setting;
  }
}

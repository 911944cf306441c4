import { HostObject } from "../richapi/hostObject";
import { requireText } from "./support";
import type { Workbook } from "./objects";

export type PropertyName = "title" | "subject" | "author" | "keywords" | "comments" | "category";

/** `Excel.DocumentProperties`: what the file says about itself. */
export class DocumentProperties extends HostObject {
  readonly $class = "DocumentProperties";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Author", "Category", "Comments", "Keywords", "Subject", "Title"];
  }
  get Title(): string {
    return this.get("title");
  }
  set Title(value: unknown) {
    this.set("title", value);
  }
  get Subject(): string {
    return this.get("subject");
  }
  set Subject(value: unknown) {
    this.set("subject", value);
  }
  get Author(): string {
    return this.get("author");
  }
  set Author(value: unknown) {
    this.set("author", value);
  }
  get Keywords(): string {
    return this.get("keywords");
  }
  set Keywords(value: unknown) {
    this.set("keywords", value);
  }
  get Comments(): string {
    return this.get("comments");
  }
  set Comments(value: unknown) {
    this.set("comments", value);
  }
  get Category(): string {
    return this.get("category");
  }
  set Category(value: unknown) {
    this.set("category", value);
  }

  private get(name: PropertyName): string {
    return this.workbook.properties[name] ?? "";
  }
  private set(name: PropertyName, value: unknown): void {
    const text = requireText(value, `DocumentProperties.${name}`);
    this.workbook.properties = { ...this.workbook.properties, [name]: text };
    this.workbook.propertiesChanged = true;
  }
}

import type { CustomerField, OrderField } from "../../retention/store";
import type { FieldKind } from "../fields";
import type { FindingCollector } from "../findingList";
import { readAnswer, readText } from "../reading";
import type { ColumnReading } from "../recognition";
import { CategoryColumn, FlagColumn } from "./categoryColumn";
import { DayColumn } from "./dayColumn";
import { NumberColumn } from "./numberColumn";
import {
  CodeColumn,
  FreeTextColumn,
  KeyColumn,
  PhoneColumn,
  PlateColumn,
  VinColumn,
  type StringColumn,
} from "./stringColumns";

/** The builder for each kind of field. */
export function columnFor(
  kind: FieldKind,
  field: CustomerField | OrderField,
  findings: FindingCollector,
  expectedRows: number,
  { factor, dateOrder, header = "" }: ColumnReading & { readonly header?: string } = {}
): DayColumn | NumberColumn | CategoryColumn | StringColumn {
  switch (kind) {
    case "vin":
      return new VinColumn(field, findings, expectedRows);
    case "plate":
      return new PlateColumn(field, findings, expectedRows);
    case "key":
      return new KeyColumn(field, findings, expectedRows);
    case "phone":
      return new PhoneColumn(field, findings, expectedRows);
    case "code":
      return new CodeColumn(field, findings, expectedRows);
    case "text":
      return new FreeTextColumn(field, findings, expectedRows);
    case "category":
      return new CategoryColumn(field, findings, expectedRows, readText);
    case "flag":
      return new FlagColumn(field, findings, expectedRows, header);
    case "answer":
      return new CategoryColumn(field, findings, expectedRows, readAnswer);
    case "date":
    case "birthday":
      return new DayColumn(field, findings, expectedRows, kind, dateOrder);
    case "odometer":
    case "distance":
      return new NumberColumn(field, findings, expectedRows, "odometer", factor);
    case "amount":
      return new NumberColumn(field, findings, expectedRows, "amount", factor);
  }
}

import { textsOf } from "../../locale";
import type { Dealership } from "../../retention/store";
import type { ColumnSpec } from "./builder";
import type { ReportContext } from "./context";
import { linkToCustomer } from "./customerLink";
import type { PlanCell } from "./sheetPlan";

/** A column of a list of customers, with its width in characters. */
export interface CustomerColumn extends ColumnSpec {
  readonly width: number;
  readonly cell: (customer: number) => PlanCell;
}

/** A column that says who a customer is. */
export interface NamingColumn extends CustomerColumn {
  readonly field: "name" | CustomerDetail;
}

/** What a list may show of a customer beside the name. */
export type CustomerDetail = "plate" | "phone" | "model";

/** Above this many rows a list shows plain names: a lookup per row would slow the workbook down. */
export const mostLinks = 20_000;

const widths: Readonly<Record<CustomerDetail, number>> = { plate: 11, phone: 14, model: 24 };

/**
 * The columns that say who a customer is: the name, which leads to the customer's row, and those
 * details that the customer table has a column for.
 *
 * @param rows of the list: above {@link mostLinks} the name is plain text
 */
export function customerColumns(
  { customers }: Dealership,
  context: ReportContext,
  details: readonly CustomerDetail[],
  rows: number
): NamingColumn[] {
  const headers = textsOf(context.locale).data.customerFields;
  const linked = rows <= mostLinks;
  const name: NamingColumn = {
    field: "name",
    header: headers.name,
    style: linked ? "link" : "literal",
    width: 24,
    cell: linked
      ? (customer) => linkToCustomer(customers, customer, context)
      : (customer) => customers.name[customer] ?? "",
  };
  const modelOf = (customer: number): string =>
    customers.model.texts[customers.model.codes[customer] ?? 0] ?? "";
  const detail = (field: CustomerDetail): NamingColumn => ({
    field,
    header: headers[field],
    style: "literal",
    width: widths[field],
    cell: field === "model" ? modelOf : (customer) => customers[field][customer] ?? "",
  });
  return [name, ...details.filter((field) => customers.mapped.has(field)).map(detail)];
}

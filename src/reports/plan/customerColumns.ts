import { textsOf } from "../../locale";
import { customerKeyOf, type Dealership } from "../../retention/store";
import type { ColumnSpec } from "./builder";
import type { ReportContext } from "./context";
import { customerJump } from "./customerLink";
import type { PlanCell } from "./sheetPlan";

/** A column of a list of customers, with its width in characters. */
export interface CustomerColumn extends ColumnSpec {
  readonly width: number;
  readonly cell: (customer: number) => PlanCell;
}

/** A column that says who a customer is. */
export interface NamingColumn extends CustomerColumn {
  readonly field: "name" | "jump" | "key" | CustomerDetail;
}

/** What a list may show of a customer beside the name. */
export type CustomerDetail = "plate" | "phone" | "model";

/** A car's number with the mark of one of its owners. */
export const keyWidth = 27;

const widths: Readonly<Record<CustomerDetail, number>> = { plate: 11, phone: 14, model: 24 };

/**
 * The columns that say who a customer is, all of them values but one: the name, a jump to the customer's
 * row, those details that the customer table has a column for, and the key by which the jump and the pane
 * find the customer.
 *
 * @param rows of the list: above `mostJumps` there is no jump
 */
export function customerColumns(
  { customers }: Dealership,
  context: ReportContext,
  details: readonly CustomerDetail[],
  rows: number
): NamingColumn[] {
  const { data, sheets } = textsOf(context.locale);
  const headers = data.customerFields;
  const keyHeader = sheets.lists.customer;
  const jump = customerJump(context, keyHeader, Math.max(rows, customers.count));
  const modelOf = (customer: number): string =>
    customers.model.texts[customers.model.codes[customer] ?? 0] ?? "";
  const detail = (field: CustomerDetail): NamingColumn => ({
    field,
    header: headers[field],
    style: "literal",
    width: widths[field],
    cell: field === "model" ? modelOf : (customer) => customers[field][customer] ?? "",
  });
  return [
    {
      field: "name",
      header: headers.name,
      style: "literal",
      width: 24,
      cell: (customer) => customers.name[customer] ?? "",
    },
    ...(jump
      ? [
          {
            field: "jump" as const,
            header: sheets.lists.jump,
            style: "jump" as const,
            // Figures above a list stand in the same column.
            width: 12,
            rowFormula: jump.rowFormula,
            cell: (customer: number) => jump.shown(customerKeyOf(customers, customer)),
          },
        ]
      : []),
    ...details.filter((field) => customers.mapped.has(field)).map(detail),
    {
      field: "key",
      header: keyHeader,
      style: "literal",
      width: keyWidth,
      cell: (customer) => customerKeyOf(customers, customer),
    },
  ];
}

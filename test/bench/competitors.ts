import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cutoffs } from "../../src/retention/time";
import type { BareAnswer } from "./jobs";
import { columnOf, type Workload } from "./workload";

/**
 * The bare job done by libraries that others would take. They live in a package of their own beside
 * this file, so that the add-in's dependencies stay its own; where it is not installed there are none.
 */
export interface Competitor {
  readonly name: string;
  readonly run: () => Promise<BareAnswer> | BareAnswer;
}

export const installHint = "npm ci --prefix test/bench/competitors";
const home = path.resolve("test/bench/competitors");
const isInstalled = (): boolean => existsSync(path.join(home, "node_modules", "arquero"));

/** The two columns of the bare question: what every competitor is given, from the cells as Excel has them. */
interface Columns {
  readonly customerVin: string[];
  readonly orderVin: string[];
  /** Whole serial days; `null` where the cell is no number. */
  readonly orderDay: (number | null)[];
}

function columnsOf({ customers, orders }: Workload): Columns {
  const customerVin: string[] = [];
  const orderVin: string[] = [];
  const orderDay: (number | null)[] = [];
  const customerAt = columnOf(customers, "vin");
  for (const block of customers.blocks) {
    for (const row of block) customerVin.push(String(row[customerAt]));
  }
  const vinAt = columnOf(orders, "vin");
  const dayAt = columnOf(orders, "arrival");
  for (const block of orders.blocks) {
    for (const row of block) {
      const value = row[dayAt];
      orderVin.push(String(row[vinAt]));
      orderDay.push(typeof value === "number" ? Math.floor(value) : null);
    }
  }
  return { customerVin, orderVin, orderDay };
}

const monthLines = [6, 9, 12, 15, 18, 24, 36];

/** Customers by class from a last visit each, and the visits of 12 months. */
function answerOf(
  lasts: Iterable<number | null | undefined>,
  within: number,
  lines: Int32Array
): BareAnswer {
  const byClass = new Array<number>(lines.length + 1).fill(0);
  for (const last of lasts) {
    let status = 0;
    while (status < lines.length && (last ?? 0) < lines[status]) status++;
    byClass[status]++;
  }
  return { byClass, within };
}

/** What of `@duckdb/node-api` is used. */
interface DuckModule {
  readonly VARCHAR: unknown;
  readonly INTEGER: unknown;
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Duck> }> };
  readonly DuckDBDataChunk: {
    create(types: unknown[]): { setColumns(columns: unknown[][]): void };
  };
}
interface Duck {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<{
    appendDataChunk(chunk: unknown): void;
    closeSync(): void;
  }>;
}
/** DuckDB's vectors hold so many rows. */
const VECTOR = 2048;

async function duckDb(module: DuckModule, workload: Workload): Promise<Competitor[]> {
  const duck = await (await module.DuckDBInstance.create(":memory:")).connect();
  const lines = cutoffs(workload.asOf, monthLines);
  const append = async (table: string, types: unknown[], columns: unknown[][]): Promise<void> => {
    const appender = await duck.createAppender(table);
    for (let row = 0; row < columns[0].length; row += VECTOR) {
      const chunk = module.DuckDBDataChunk.create(types);
      chunk.setColumns(columns.map((column) => column.slice(row, row + VECTOR)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  };
  const ingest = async (): Promise<void> => {
    const { customerVin, orderVin, orderDay } = columnsOf(workload);
    await duck.run("create or replace table customers (vin varchar)");
    await duck.run("create or replace table orders (vin varchar, day integer)");
    await append("customers", [module.VARCHAR], [customerVin]);
    await append("orders", [module.VARCHAR, module.INTEGER], [orderVin, orderDay]);
  };
  const classOf = lines.reduce((sql, line, i) => `${sql} when last >= ${line} then ${i}`, "case");
  const sql = `
    with visits as (
      select upper(trim(vin)) as key, max(day) as last,
        count(*) filter (where day >= ${lines[2]}) as within
      from orders where day <= ${workload.asOf} group by key),
    statuses as (
      select ${classOf} else ${lines.length} end as class, coalesce(within, 0) as within
      from (select distinct upper(trim(vin)) as key from customers where trim(vin) <> '')
      left join visits using (key))
    select class, count(*), sum(within) from statuses group by class`;
  const query = async (): Promise<BareAnswer> => {
    const rows = (await duck.runAndReadAll(sql)).getRows();
    const byClass = new Array<number>(lines.length + 1).fill(0);
    let within = 0;
    for (const [status, customers, visits] of rows) {
      byClass[Number(status)] = Number(customers);
      within += Number(visits);
    }
    return { byClass, within };
  };
  await ingest();
  return [
    { name: "DuckDB, tables loaded already", run: query },
    {
      name: "DuckDB with ingest",
      run: async () => {
        await ingest();
        return query();
      },
    },
  ];
}

/** What of `nodejs-polars` is used. */
interface PolarsExpression {
  readonly str: { strip(): PolarsExpression; toUpperCase(): PolarsExpression };
  alias(name: string): PolarsExpression;
  max(): PolarsExpression;
  sum(): PolarsExpression;
  ltEq(value: number): PolarsExpression;
  gtEq(value: number): PolarsExpression;
}
interface PolarsFrame {
  withColumns(...expressions: PolarsExpression[]): PolarsFrame;
  select(...expressions: PolarsExpression[]): PolarsFrame;
  filter(expression: PolarsExpression): PolarsFrame;
  unique(): PolarsFrame;
  groupBy(key: string): { agg(...expressions: PolarsExpression[]): PolarsFrame };
  join(other: PolarsFrame, options: { on: string; how: "left" }): PolarsFrame;
  getColumn(name: string): { toArray(): (number | null)[]; sum(): number };
}
interface Polars {
  DataFrame(columns: object): PolarsFrame;
  col(name: string): PolarsExpression;
}

function polars({ DataFrame, col }: Polars, workload: Workload): Competitor {
  const lines = cutoffs(workload.asOf, monthLines);
  const key = col("vin").str.strip().str.toUpperCase().alias("key");
  const run = (): BareAnswer => {
    const { customerVin, orderVin, orderDay } = columnsOf(workload);
    const visits = DataFrame({ vin: orderVin, day: orderDay })
      .filter(col("day").ltEq(workload.asOf))
      .withColumns(key, col("day").gtEq(lines[2]).alias("within"))
      .groupBy("key")
      .agg(col("day").max().alias("last"), col("within").sum().alias("within"));
    const store = DataFrame({ vin: customerVin.filter((vin) => vin.trim() !== "") })
      .select(key)
      .unique()
      .join(visits, { on: "key", how: "left" });
    return answerOf(store.getColumn("last").toArray(), store.getColumn("within").sum(), lines);
  };
  return { name: "polars with ingest", run };
}

/** What of `arquero` is used; its functions are read as text by the library, hence the strings. */
interface ArqueroTable {
  derive(columns: Record<string, string>): ArqueroTable;
  filter(test: string): ArqueroTable;
  groupby(key: string): ArqueroTable;
  rollup(columns: Record<string, string>): ArqueroTable;
  dedupe(key: string): ArqueroTable;
  join_left(other: ArqueroTable, key: string): ArqueroTable;
  array(name: string): (number | null | undefined)[];
}
interface Arquero {
  table(columns: object): ArqueroTable;
}

function arquero({ table }: Arquero, workload: Workload): Competitor {
  const lines = cutoffs(workload.asOf, monthLines);
  const key = { key: "d => op.upper(op.trim(d.vin))" };
  const run = (): BareAnswer => {
    const { customerVin, orderVin, orderDay } = columnsOf(workload);
    const visits = table({ vin: orderVin, day: orderDay })
      .filter(`d => d.day != null && d.day <= ${workload.asOf}`)
      .derive(key)
      .groupby("key")
      .rollup({
        last: "d => op.max(d.day)",
        within: `d => op.sum(d.day >= ${lines[2]} ? 1 : 0)`,
      });
    const store = table({ vin: customerVin })
      .derive(key)
      .filter("d => d.key !== ''")
      .dedupe("key")
      .join_left(visits, "key");
    const within = store.array("within").reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return answerOf(store.array("last"), within, lines);
  };
  return { name: "arquero with ingest", run };
}

/** The competitors on a workload; none where their package is not installed. */
export async function competitorsOn(workload: Workload): Promise<Competitor[]> {
  if (!isInstalled()) return [];
  const require = createRequire(path.join(home, "package.json"));
  const arqueroUrl = pathToFileURL(require.resolve("arquero")).href;
  return [
    ...(await duckDb(require("@duckdb/node-api") as DuckModule, workload)),
    polars((require("nodejs-polars") as { default: Polars }).default, workload),
    arquero((await import(arqueroUrl)) as Arquero, workload),
  ];
}

import { textsOf } from "../../locale";
import type { InputRow } from "./schema";
import { readTargets, targetKpis } from "./targets";

const row = (cells: Partial<InputRow<"targets">>): InputRow<"targets"> => ({
  advisor: "王磊",
  kpi: textsOf("zh-CN").vocabulary.targetKpis.newLost,
  target: "",
  actual: "",
  share: "",
  lamp: "",
  sheetRow: 30,
  ...cells,
});

test("targets are read by advisor and KPI, whatever language the KPI is written in", () => {
  for (const locale of ["zh-CN", "en-US"] as const) {
    const words = textsOf(locale).vocabulary.targetKpis;
    const rows = targetKpis.map((kpi, index) => row({ kpi: words[kpi], target: index }));
    expect(readTargets(rows)).toEqual({
      targets: targetKpis.map((kpi, target) => ({ advisor: "王磊", kpi, target })),
      findings: [],
    });
  }
});

test("rows without a target say nothing; what is no whole number, unknown or said twice is told", () => {
  const { targets, findings } = readTargets([
    row({}),
    row({ target: 3 }),
    row({ target: 5 }),
    row({ advisor: "李娜", target: 2.5 }),
    row({ advisor: "李娜", target: "三台" }),
    row({ advisor: "李娜", kpi: "利润", target: 1 }),
  ]);
  expect(targets).toEqual([{ advisor: "王磊", kpi: "newLost", target: 3 }]);
  expect(findings.map(({ column, problem }) => `${column} ${problem}`)).toEqual([
    "target repeated",
    "target outOfRange",
    "target unreadable",
    "kpi unknownWord",
  ]);
});

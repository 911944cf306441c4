import { typedRows } from "../../../test/support/inputRows";
import { advisorNamed } from "../../../test/support/ownedStores";
import { makeCustomerTable } from "../../../test/support/tables";
import { customerNaming } from "./customerKeys";
import { readProspects } from "./prospects";
import type { InputRow } from "./schema";

const roster = { advisors: [advisorNamed("王磊")], customerCare: "周敏" };
const naming = customerNaming(
  makeCustomerTable([
    { vin: "LSVAA000000000001", plate: "赣A12345", name: "甲", phone: "13800000001" },
    { vin: "LSVAA000000000002", plate: "赣A12346", name: "乙", phone: "13800000002" },
    { vin: "LSVAA000000000003", plate: "赣A12347", name: "乙", phone: "13800000002" },
  ])
);
const read = (...rows: readonly Partial<InputRow<"prospects">>[]) =>
  readProspects(typedRows("prospects", rows), { naming, roster });

test("somebody is known by his plate or VIN, else by his phone, as typed until the archive has him", () => {
  const { prospects, findings } = read(
    { name: "一", car: "赣A·12345", phone: "13900000001" },
    { name: "二", phone: "+86 139-0000-0002" },
    { name: "三", phone: 13800000001 },
    { name: "四", car: "赣B99999" }
  );
  expect(prospects.map(({ key }) => key)).toEqual(["LSVAA000000000001", "13900000002", "赣B99999"]);
  // The third is the first: his phone is that of the car.
  expect(findings).toMatchObject([{ column: "phone", problem: "repeated" }]);
});

test("a phone that several vehicles have names none of them", () => {
  expect(read({ name: "乙", phone: "13800000002" }).prospects).toMatchObject([
    { key: "13800000002" },
  ]);
});

test("who has neither plate nor phone is told and left out, and so is a caller nobody knows", () => {
  const { prospects, findings } = read(
    { name: "无联系方式" },
    { name: "空号", phone: "问店里" },
    { name: "五", phone: "13900000005", advisor: "路人" },
    { name: "六", phone: "13900000006", advisor: "周敏" },
    {}
  );
  expect(prospects.map(({ name, advisor }) => [name, advisor])).toEqual([
    ["五", ""],
    ["六", "周敏"],
  ]);
  expect(findings.map(({ column, problem }) => [column, problem])).toEqual([
    ["car", "missing"],
    ["phone", "unreadable"],
    ["car", "missing"],
    ["advisor", "unknownAdvisor"],
  ]);
});

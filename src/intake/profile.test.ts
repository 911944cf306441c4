import { profileFor, profilesText, readProfiles, type Profile } from "./profile";

const profiles: readonly Profile[] = [
  {
    kind: "customers",
    headers: ["底盘号", "车主", "备用"],
    fields: { vin: "底盘号", name: "车主" },
  },
  { kind: "orders", headers: ["单", "进站"], fields: { arrival: "进站", cost: "" } },
];

test("profiles come back from their file as they were", () => {
  expect(readProfiles(profilesText(profiles))).toEqual(profiles);
});

test("a file that is none gives nothing", () => {
  for (const text of ["", "[]", "{}", '{"kind":"other"}', "工单号,车牌号"]) {
    expect(readProfiles(text)).toBeUndefined();
  }
});

test("what is no profile in a file is left out", () => {
  const text = JSON.stringify({ "retain-profiles": 1, profiles: [...profiles, { kind: "x" }, 3] });
  expect(readProfiles(text)).toEqual(profiles);
});

test("a file with one mapping of each table is read, for any sheet of the kind", () => {
  const text = '{"kind":"retain-mapping","customers":{"vin":"VIN","name":3},"orders":null}';
  expect(readProfiles(text)).toEqual([{ kind: "customers", headers: [], fields: { vin: "VIN" } }]);
});

test("a sheet is read by the profile of its headers, in any order, else by the one that fits best", () => {
  const other: Profile = { kind: "customers", headers: ["VIN"], fields: { vin: "VIN" } };
  const all = [other, ...profiles];
  expect(profileFor(all, "customers", ["备用", "车主：", "底盘号"])).toBe(profiles[0]);
  expect(profileFor(all, "customers", ["VIN", "姓名"])).toBe(other);
  expect(profileFor(all, "orders", ["VIN", "姓名"])).toBeUndefined();
});

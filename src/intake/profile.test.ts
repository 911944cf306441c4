import { profileText, readProfile } from "./profile";

const profile = {
  customers: { vin: "底盘号", name: "车主" },
  orders: { arrival: "进站" },
} as const;

test("a profile comes back from its file as it was", () => {
  expect(readProfile(profileText(profile))).toEqual(profile);
});

test("a file that is no profile is none", () => {
  for (const text of ["", "[]", "{}", '{"kind":"other"}', "工单号,车牌号"]) {
    expect(readProfile(text)).toBeUndefined();
  }
});

test("fields of another version and values that are no header are left out", () => {
  const text =
    '{"kind":"retain-mapping","customers":{"vin":"VIN","later":"x","name":3},"orders":null}';
  expect(readProfile(text)).toEqual({ customers: { vin: "VIN" }, orders: {} });
});

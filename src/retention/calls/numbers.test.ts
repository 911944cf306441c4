import { serialOfIso } from "../time";
import { recordNumbers } from "./numbers";

const day = serialOfIso("2024-01-05");

it("numbers of a day go on after its highest, whatever else the column holds", () => {
  const taken = ["20240105-007", "20240104-900", "20240105-x", "手工", "20240105-"];
  expect(recordNumbers(day, 2, taken)).toEqual(["20240105-008", "20240105-009"]);
});

it("numbers go on past 999", () => {
  expect(recordNumbers(day, 1, ["20240105-999"])).toEqual(["20240105-1000"]);
  expect(recordNumbers(day, 1)).toEqual(["20240105-001"]);
});

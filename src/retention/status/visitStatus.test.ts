import { assembleStore } from "../../../test/support/stores";
import { NO_DAY, serialOfIso } from "../time";
import { isFirstVisitLate, visitStatusCodes, visitStatusOfOrders } from "./visitStatus";

const delivery = serialOfIso("2021-01-15");
const nobodyTells = assembleStore({
  customers: [{ vin: "A", deliveryDate: delivery }, { vin: "B" }],
  orders: [
    { vin: "A", arrival: "2021-03-01" },
    { vin: "A", arrival: "2021-06-01", orderStatus: "作废" },
    { vin: "Z", arrival: "2021-06-01" },
    { vin: "Z", arrival: "2021-06-02", orderType: "内部" },
    { vin: "A", arrival: "2021-07-01" },
    // The file's first order reaches back far enough for delivery to be an anchor.
    { vin: "B", arrival: "2020-01-05" },
  ],
});

describe("来店时状态 of orders", () => {
  it("is its visit's, 散客 for a car in no archive, and none for an order that is no visit", () => {
    const statuses = [...visitStatusOfOrders(nobodyTells)].map((code) => visitStatusCodes[code]);
    expect(statuses).toEqual(["stable", undefined, "walkIn", undefined, "stable", "firstVisit"]);
  });
});

describe("a first visit", () => {
  it("twelve months after delivery to the day is a return, a day later 首次来店", () => {
    expect(isFirstVisitLate(nobodyTells, delivery, serialOfIso("2022-01-15"))).toBe(false);
    expect(isFirstVisitLate(nobodyTells, delivery, serialOfIso("2022-01-16"))).toBe(true);
  });

  it("of a car without a delivery day is never late", () => {
    expect(isFirstVisitLate(nobodyTells, NO_DAY, serialOfIso("2022-01-16"))).toBe(false);
  });
});

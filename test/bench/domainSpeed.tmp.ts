import {
  assembleDealership,
  statusesAsOf,
  visitsWithinAll,
  visitStatuses,
  visitStatusOfOrders,
  monthsAway,
  statusCounts,
  serialOfIso,
  normaliseKey,
} from "../../src/retention";
import { makeCustomerTable, makeOrderTable } from "../support/tables";
let seed = 7;
const rnd = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296;
for (const [n, m] of [
  [20000, 200000],
  [100000, 1000000],
]) {
  const flat = <T>(x: T): T => JSON.parse(JSON.stringify(x)) as T;
  const c = Array.from({ length: n }, (_, i) => ({
    vin: "LSVAA49J1" + String(i).padStart(8, "0"),
    deliveryDate: 41000 + Math.floor(rnd() * 4000),
    ...(i % 20 === 0 ? { invalidReason: "失联" } : { invalidReason: "" }),
    lastVisit: i % 3 ? 0 : 44000 + Math.floor(rnd() * 1400),
  }));
  const o = Array.from({ length: m }, () => ({
    vin: "LSVAA49J1" + String(Math.floor(rnd() * n * 1.03)).padStart(8, "0"),
    arrival: 43500 + Math.floor(rnd() * 1800),
    orderType: rnd() < 0.05 ? "内部" : "保养",
    orderStatus: rnd() < 0.02 ? "作废" : "已结算",
    receivable: Math.floor(rnd() * 1000),
  }));
  const ct = makeCustomerTable(flat(c)),
    ot = makeOrderTable(flat(o));
  const raw = o.map((r) => r.vin);
  const asOf = serialOfIso("2024-01-15");
  const t: Record<string, number[]> = {};
  const time = <T>(name: string, f: () => T): T => {
    const s = performance.now();
    const r = f();
    (t[name] ??= []).push(performance.now() - s);
    return r;
  };
  for (let k = 0; k < 9; k++) {
    const { dealership, findings } = time("assemble", () => assembleDealership(ct, ot));
    const cols = time("status", () => statusesAsOf(dealership, asOf));
    time("visits12", () => visitsWithinAll(dealership, 12, asOf));
    time("monthsAway", () => monthsAway(cols));
    time("visitStatus", () => visitStatusOfOrders(dealership, visitStatuses(dealership)));
    time("keys", () => {
      let h = 0;
      for (const v of raw) h += normaliseKey(v).length;
      return h;
    });
    if (k === 0) console.log(n, m, findings.length, statusCounts(cols).byStatus);
  }
  for (const [k, v] of Object.entries(t))
    console.log(
      k.padEnd(12),
      "cold",
      v[0].toFixed(1),
      "median",
      [...v].sort((a, b) => a - b)[4].toFixed(1)
    );
}

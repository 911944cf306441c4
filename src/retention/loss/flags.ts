import { type Dealership, defaultWords, wordMatcher, type WordLists } from "../store";
import { flagParameters } from "./lossParameters";
import {
  drivenLessThanInterval,
  type NextServiceColumns,
  type OdometerColumns,
  warrantyEnds,
  warrantyStateOn,
} from "../service";
import {
  codeOfStatus,
  groupMask,
  lastVisitIndex,
  neverServiced,
  type StatusColumns,
} from "../status";

/** Flags beside a status, never changing it (rules §3); by row of the customer table, 1 = flagged. */
export interface StatusFlags {
  /**
   * 用车较少 (S2 注意事项): away for longer than the youngest class allows, but by the car's own odometer
   * readings not driven as far as its maintenance interval.
   */
  readonly lowUse: Uint8Array;
  /**
   * 过路车 (S2 非本站客户): not sold here, at most 2 visits, an address outside the local area. Proposed
   * as 非本地使用; the manager confirms.
   */
  readonly driveBy: Uint8Array;
  /** 从未进厂: valid, no visit yet. */
  readonly neverServiced: Uint8Array;
  /** 保内 / 保外, as index into `warrantyStates`. */
  readonly warranty: Uint8Array;
}

export interface FlagInputs {
  /** Of the same day as the statuses. */
  readonly odometers: OdometerColumns;
  readonly nextService: NextServiceColumns;
  /** `localArea` says which addresses are near; without any word nobody is a 过路车. */
  readonly words?: WordLists;
}

/** 过路车 by customer; a car is one only if the workbook tells who sold it and where its owner lives. */
function driveByFlags(
  dealership: Dealership,
  { asOf, rules, status }: StatusColumns,
  words: WordLists
): Uint8Array {
  const { customers, soldHere, soldHereKnown, visitOffsets } = dealership;
  const flags = new Uint8Array(customers.count);
  if (!soldHereKnown || words.localArea.length === 0) {
    return flags;
  }
  const isLocal = wordMatcher(words.localArea);
  const isValid = groupMask(rules, "valid");
  for (let customer = 0; customer < customers.count; customer++) {
    const visits = lastVisitIndex(dealership, customer, asOf) - visitOffsets[customer] + 1;
    const address = customers.address[customer];
    const passing = visits <= flagParameters.driveByVisits.value;
    const strange = !soldHere[customer] && address !== "" && !isLocal(address);
    flags[customer] = isValid[status[customer]] && passing && strange ? 1 : 0;
  }
  return flags;
}

/** The flags of every customer on the day of the statuses. */
export function statusFlags(
  dealership: Dealership,
  columns: StatusColumns,
  { odometers, nextService, words = defaultWords }: FlagInputs
): StatusFlags {
  const { asOf, rules, status } = columns;
  const isValid = groupMask(rules, "valid");
  const youngest = codeOfStatus(rules.classes[0].status);
  const drivenLess = drivenLessThanInterval(odometers, nextService);
  const warranty = warrantyEnds(dealership, odometers);
  return {
    lowUse: status.map((code, customer) =>
      isValid[code] && code !== youngest ? drivenLess[customer] : 0
    ),
    driveBy: driveByFlags(dealership, columns, words),
    neverServiced: neverServiced(columns),
    warranty: status.map((_, customer) => warrantyStateOn(warranty, customer, asOf)),
  };
}

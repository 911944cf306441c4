export { hasRevenue, isAmount, revenueOf } from "./amounts";
export { foldCharacters } from "./characters";
export { type Dealership, assembleDealership, assembleInSteps, findingsAsOf } from "./dealership";
export type { Finding, FindingCode, FindingTable } from "./findings";
export {
  type ConfirmedReason,
  type FirstSeenReason,
  INVALID,
  type InvalidConfirmation,
  type InvalidReason,
  confirmedInvalidCount,
  confirmedReasons,
  invalidDifferences,
  invalidReasonOf,
  invalidWordOn,
} from "./invalid";
export {
  ITEM,
  type ItemClass,
  type OrderItems,
  type UnexplainedType,
  itemsOf,
  lastDayOfItems,
  lastMaintenanceDays,
  tellsWork,
  unexplainedTypes,
} from "./items";
export {
  betweenKeys,
  customerKeyOf,
  isWholeVin,
  namesRow,
  normaliseKey,
  normalisePlate,
  rowsOfKey,
  vehicleKeyOf,
} from "./keys";
export type { LeftOutText } from "./leftOut";
export {
  type OrderMoney,
  type VisitMoney,
  moneyDaysAsOf,
  moneyOfOrders,
  moneyOfVisits,
  visitOfMoney,
} from "./money";
export { NameIndex } from "./nameIndex";
export { ORDER_KIND, type OrderKind, orderKinds } from "./orderKinds";
export {
  type Agreement,
  amountFields,
  isCorrected,
  isSameRow,
  isSameStay,
  isSameVehicle,
  partFields,
  vehicleFields,
} from "./orderIdentity";
export type { OrderOverlap } from "./orderRows";
export { perDealership } from "./perDealership";
export { isMobile, isPhone } from "./phones";
export { partOf, placeOf, rowOf } from "./places";
export {
  type CustomerField,
  type CustomerTable,
  type OrderField,
  type OrderTable,
  type TextColumn,
  customerFields,
  orderFields,
} from "./tables";
export { type WordLists, containsWord, defaultWords, isWord, wordMatcher } from "./words";

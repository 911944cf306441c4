export {
  type Certificate,
  type CertificateRow,
  type DealKind,
  centsOf,
  certify,
  dealKinds,
} from "./certificate";
export {
  type Deal,
  type DealRequest,
  type DealtCard,
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  dealUnassigned,
} from "./deal";
export {
  type AccountPeriod,
  accountPeriodOn,
  ledgerFindings,
  ledgerRowsOf,
  nextAllocationNumber,
  ownerDifferences,
} from "./ledger";
export { claimNewCustomers } from "./newCustomers";
export { allocationParameters } from "./parameters";
export { hashOf } from "./random";
export type { Rota } from "./rota";
export { type Stock, stockOf, strata } from "./stock";

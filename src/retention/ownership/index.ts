export { type Cards, cardsOf } from "./cards";
export {
  type Advisor,
  CUSTOMER_CARE,
  FIRST_ADVISOR,
  type LedgerEntry,
  type LedgerSource,
  type Ownership,
  type Roster,
  UNASSIGNED,
  buildOwnership,
} from "./ownership";

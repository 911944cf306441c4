export {
  LAST_DAY,
  completedMonths,
  cutoff,
  cutoffs,
  dayAfter,
  dayBefore,
  daysInMonth,
  edate,
  isSerialDay,
  isoOf,
  monthEndOf,
  monthStartOf,
  partsOf,
  serialOf,
  serialOfIso,
  weekStartOf,
  weekdayOf,
  withinMonths,
} from "./calendar";
export { type DayRange, assertReportable, isWithin, monthOf, upTo, weekOf } from "./dayRange";
export { NO_DAY, type SerialDay } from "./serialDay";
export {
  type Attendance,
  type WorkCalendar,
  inOffice,
  isWorkingDay,
  workingDayFrom,
  workingDayUpTo,
  workingDaysBetween,
} from "./workdays";

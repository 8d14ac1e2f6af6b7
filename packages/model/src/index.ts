export {
  CHECK_NAMES,
  type CheckName,
  type Decision,
  type Figures,
  REASON_CODES,
  type ReasonCode,
  type Remedy,
  type TraceEntry,
  type Warning,
} from "./decision/decision.js";
export type { Issue, IssueCode } from "./issue.js";
export {
  AMOUNT_DECIMALS,
  Decimal,
  fromUnits,
  MAX_AMOUNT_UNITS,
  toDecimal,
  toUnits,
} from "./money/amount.js";
export type { Payment } from "./payment/payment.js";
export type {
  AlertBody,
  AllowBody,
  Amount,
  ApprovalBody,
  BlockBody,
  CalendarUnit,
  Conditions,
  DriftBody,
  DuplicateBody,
  Duration,
  Instant,
  LimitBody,
  Partition,
  Per,
  ReserveBody,
  Rule,
  RuleBody,
  RuleKind,
  RuleOf,
  Schedule,
  ScheduleBody,
  Scope,
  Selector,
  SpendingPolicy,
  TimeOfDay,
  VelocityBody,
  Weekday,
  Window,
} from "./policy/policy.js";
export { calendarWindow } from "./time/calendar.js";
export { formatDuration, parseDuration } from "./time/duration.js";
export { formatInstant, parseInstant } from "./time/instant.js";
export { nextScheduleChange, scheduleHolds } from "./time/schedule.js";
export { canonicalTimeZone, isTimeZone } from "./time/time-zone.js";
export { WEEKDAYS } from "./time/weekday.js";

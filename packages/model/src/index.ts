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
  type Category,
  type CategoryIndex,
  type CategoryTable,
  categoriesOfMcc,
  expandMccs,
  indexCategories,
} from "./mcc/category.js";
export { CATEGORY_MCCS, type CategoryMccs } from "./mcc/category-mccs.js";
export { CATEGORIES } from "./mcc/category-table.js";
export { isKnownMcc } from "./mcc/mcc.js";
export { merchantCategoryName } from "./mcc/mcc-name.js";
export { hostLabels } from "./merchant/host.js";
export { KNOWN_MERCHANTS } from "./merchant/known-merchants.js";
export { canonicalMerchant, canonicalMerchantPattern, type MerchantReading } from "./merchant/merchant-id.js";
export { merchantMatches } from "./merchant/merchant-pattern.js";
export { isPlainHost } from "./merchant/plain-host.js";
export { isPublicSuffix } from "./merchant/public-suffix.js";
export { AMOUNT_DECIMALS, fromUnits, MAX_AMOUNT_UNITS, toUnits } from "./money/amount.js";
export { CURRENCIES, type Currency } from "./money/currency.js";
export { isCurrency, minorUnitDigits } from "./money/currency-digits.js";
export { Decimal, toDecimal } from "./money/decimal.js";
export { CHAINS, TOKENS, type Token } from "./money/token.js";
export type { Payment } from "./payment/payment.js";
export { type PaymentReading, readPayment } from "./payment/read-payment.js";
export { COUNTRY_CODES, EU_MEMBERS, isCountry } from "./place/country.js";
export { checkPolicy } from "./policy/check-policy.js";
export { policyDigest } from "./policy/digest.js";
export type { ModelOptions } from "./policy/model-options.js";
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
export { type PolicyReading, readPolicy } from "./policy/read-policy.js";
export { SCOPES } from "./policy/read-selector.js";
export { readNameText } from "./reading/fact-text.js";
export type { Reading, Refusal } from "./reading/refusal.js";
export { calendarWindow } from "./time/calendar.js";
export { formatDuration, parseDuration } from "./time/duration.js";
export { formatInstant, parseInstant } from "./time/instant.js";
export { nextScheduleChange, scheduleHolds } from "./time/schedule.js";
export { canonicalTimeZone, isTimeZone } from "./time/time-zone.js";
export { firstInstantOf, offsetMs } from "./time/wall-clock.js";
export { WEEKDAYS } from "./time/weekday.js";

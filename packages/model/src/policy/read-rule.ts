import { readAmountText, readShareText } from "../money/amount-text.js";
import {
  type CrossCheck,
  object,
  optional,
  type ReadObject,
  required,
  type Shape,
  variants,
} from "../reading/object-reader.js";
import { join } from "../reading/path.js";
import { addIssue, amount, marker, oneOf, type Reader, type ReadingContext, wholeNumber } from "../reading/reader.js";
import { refuse } from "../reading/refusal.js";
import type {
  AlertBody,
  AllowBody,
  ApprovalBody,
  BlockBody,
  Conditions,
  DriftBody,
  DuplicateBody,
  LimitBody,
  Partition,
  Per,
  ReserveBody,
  Rule,
  RuleBody,
  RuleKind,
  ScheduleBody,
  VelocityBody,
  Window,
} from "./policy.js";
import { EVERYTHING, selector, selectorThatSelects } from "./read-selector.js";
import { checkValidity, duration, instant, schedule } from "./read-time.js";

const money = amount((text) => readAmountText(text, "unsigned"));
const share = amount(readShareText);
const shareAboveZero = amount((text) =>
  readShareText(text) === "0"
    ? refuse("out_of_range", "This must be a share above 0, at most 1.")
    : readShareText(text),
);

type WindowOf<T extends Window["type"]> = Extract<Window, { type: T }>;

const window: Reader<Window> = variants<Window>("type", {
  anchored: object<WindowOf<"anchored">>({ type: required(oneOf(["anchored"])), duration: required(duration) }),
  sliding: object<WindowOf<"sliding">>({ type: required(oneOf(["sliding"])), duration: required(duration) }),
  calendar: object<WindowOf<"calendar">>({
    type: required(oneOf(["calendar"])),
    unit: required(oneOf(["hour", "day", "week", "month", "quarter", "year"])),
  }),
});

function wordOrWindow<T extends string>(...words: T[]): Reader<T | Window> {
  const word = oneOf(words);
  return (value, path, context) =>
    typeof value === "string" ? word(value, path, context) : window(value, path, context);
}

const per: Reader<Per> = wordOrWindow("transaction", "lifetime");
const by: Reader<Partition> = oneOf(["merchant", "category", "recipient"]);
const on = optional(selector, EVERYTHING);

const conditions: Shape<Conditions> = {
  except: optional(
    selectorThatSelects(
      "This excepts every payment, so the rule would never apply: leave out the rule or its exception.",
    ),
  ),
  during: optional(schedule),
  validFrom: optional(instant),
  validUntil: optional(instant),
};

/** One kind of rule: the readers of its body, and what is wrong with fields that do not go together. */
function rule<B extends RuleBody>(body: Shape<B>, crossCheck?: CrossCheck<B & Conditions>): Reader<B & Conditions> {
  const shape = { ...body, ...conditions } as Shape<B & Conditions>;
  return object<B & Conditions>(shape, (rule, context) => {
    crossCheck?.(rule, context);
    checkValidity(rule, context);
  });
}

function kind<K extends RuleKind>(kind: K) {
  return required(oneOf([kind]));
}

function checkApproval({ read, isGiven, path }: ReadObject<ApprovalBody & Conditions>, context: ReadingContext): void {
  if (isGiven("above")) return;
  for (const key of ["inclusive", "per", "by"] as const) {
    if (read[key] === undefined) continue;
    addIssue(
      context,
      "impossible",
      join(path, key),
      `Without "above" every payment needs approval, so "${key}" has no meaning.`,
    );
  }
}

function checkAllow({ isGiven, path }: ReadObject<AllowBody & Conditions>, context: ReadingContext): void {
  if (!isGiven("except")) return;
  addIssue(
    context,
    "impossible",
    join(path, "except"),
    "An allow rule has no exception: write a block rule beside it.",
  );
}

/** A rule of any kind. */
export const anyRule: Reader<Rule> = variants<Rule>("kind", {
  limit: rule<LimitBody>({
    kind: kind("limit"),
    per: required(per),
    max: required(money),
    exclusive: optional(marker),
    by: optional(by),
    on,
  }),
  velocity: rule<VelocityBody>({
    kind: kind("velocity"),
    per: required(wordOrWindow("lifetime")),
    max: required(wholeNumber(0)),
    by: optional(by),
    on,
  }),
  allow: rule<AllowBody>(
    {
      kind: kind("allow"),
      only: required(selectorThatSelects("This names nothing that is allowed: name it, or leave the rule out.")),
    },
    checkAllow,
  ),
  block: rule<BlockBody>({ kind: kind("block"), what: on }),
  approval: rule<ApprovalBody>(
    {
      kind: kind("approval"),
      above: optional(money),
      inclusive: optional(marker),
      per: optional(per, "transaction"),
      by: optional(by),
      approvers: optional(wholeNumber(1), 1),
      on,
    },
    checkApproval,
  ),
  duplicate: rule<DuplicateBody>({ kind: kind("duplicate"), within: required(duration), on }),
  schedule: rule<ScheduleBody>({ kind: kind("schedule"), only: required(schedule) }),
  drift: rule<DriftBody>({ kind: kind("drift"), max: required(share) }),
  reserve: rule<ReserveBody>({ kind: kind("reserve"), keep: required(money) }),
  alert: rule<AlertBody>({ kind: kind("alert"), at: required(shareAboveZero), per: optional(per) }),
});

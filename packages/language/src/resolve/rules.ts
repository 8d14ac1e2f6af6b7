import { formatDuration, type Per, type Rule, type Schedule, type Selector } from "@spendrail/model";
import type { Clause } from "../clause/clause.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type { Intent } from "../families/intent.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { PeriodPhrase } from "../phrase/phrase.js";
import { type Conditions, conditionsOf } from "./conditions.js";
import type { Draft } from "./draft.js";
import { resolveSchedules, timeAmbiguous } from "./schedule.js";
import { notExpressible } from "./selector.js";
import { type Front, notUnderstood, reachAmbiguous } from "./statement.js";

/** What making the rules of a clause needs beside it. */
export interface RuleContext {
  front: Front;
  vocabulary: Vocabulary;
  findings: Finding[];
  moneyNearby: boolean;
  /** The clause before, whose period a clause with a selector of its own takes over. */
  before: Clause | undefined;
}

/** The rules of a clause, as drafts. Findings are added to the context. */
export function draftRules(clause: Clause, intent: Intent, context: RuleContext): Draft[] {
  const conditions = conditionsOf(clause, intent, context);
  if (conditions === undefined) return [];
  const maker = new RuleMaker(clause, intent, conditions, context);
  return maker.make();
}

class RuleMaker {
  readonly #clause: Clause;
  readonly #intent: Intent;
  readonly #conditions: Conditions;
  readonly #context: RuleContext;

  constructor(clause: Clause, intent: Intent, conditions: Conditions, context: RuleContext) {
    this.#clause = clause;
    this.#intent = intent;
    this.#conditions = conditions;
    this.#context = context;
  }

  make(): Draft[] {
    const intent = this.#intent;
    switch (intent.kind) {
      case "ceiling":
        return this.#ceiling(intent);
      case "approval":
        return this.#approval(this.#clause.bound === "least");
      case "autoApprove":
        return this.#autoApprove();
      case "allow":
        return this.#allow(intent.only);
      case "block":
        return this.#block(intent.everything === true);
      case "allowEverything":
        return this.#allowEverything();
      case "schedule":
        return this.#schedule(intent.only);
      case "duplicate":
        return this.#duplicate();
      case "cooldown":
        return this.#cooldown();
      case "alert":
        return this.#alert();
      case "drift":
        return this.#drift();
      case "reserve":
        return this.#plain("reserve", (keep) => ({ kind: "reserve", keep }), true);
      default:
        return [];
    }
  }

  #fail(finding: Finding): Draft[] {
    this.#context.findings.push(finding);
    return [];
  }

  #note(code: "allow_means_only" | "limit_not_allowlist" | "no_effect", message: string): void {
    this.#context.findings.push({ code, at: this.#at(), message });
  }

  #at(): Span {
    return { start: this.#clause.start, end: this.#clause.end };
  }

  /** A draft for each combination of selector and time. */
  #drafts(
    rule: (on: Selector | undefined) => (value: string) => Rule,
    moneyOnly = true,
    selectors = this.#conditions.selectors,
  ): Draft[] {
    const { schedules, except, validity } = this.#conditions;
    const ons: (Selector | undefined)[] = selectors.length === 0 ? [undefined] : selectors;
    const times: (Schedule | undefined)[] = schedules.length === 0 ? [undefined] : schedules;
    const quantity = this.#clause.quantity;
    return ons.flatMap((on) =>
      times.map((during) => ({
        at: this.#at(),
        ...(quantity && (quantity.of === "amount" || quantity.of === "number") && { money: quantity }),
        moneyOnly,
        moneyNearby: this.#context.moneyNearby,
        validity,
        rule: (value: string) => ({ ...rule(on)(value), ...(except && { except }), ...(during && { during }) }),
      })),
    );
  }

  #ceiling(intent: Intent & { kind: "ceiling" }): Draft[] {
    const { quantity, bound, approval } = this.#clause;
    const { selectors, by } = this.#conditions;
    if (quantity === undefined) return this.#clause.findings.length > 0 ? [] : this.#fail(notUnderstood(this.#at()));
    if (selectors.length > 1 && !this.#conditions.separate) return this.#fail(notExpressible(this.#at()));
    if (quantity.of === "percent" || quantity.of === "duration") return this.#fail(notUnderstood(this.#at()));
    const isCount = quantity.of === "count";
    if (this.#isOnlyOpen()) return this.#fail(reachAmbiguous(this.#at(), this.#at()));
    const fallback = intent.perPayment && !isCount ? "transaction" : undefined;
    const per = this.#per(fallback);
    if (per === undefined) return [];
    const exclusive = bound === "below" || bound === "least";
    if (isCount) return this.#velocity(per, exclusive);
    if (approval === "without") return this.#approval(exclusive, per);
    const extra = intent.allows ? this.#allowance(intent.allows) : [];
    const limits = this.#drafts(
      (on) => (max) => ({
        kind: "limit",
        per,
        max,
        ...(exclusive && { exclusive: true as const }),
        ...(by && { by }),
        ...(on && { on }),
      }),
      intent.moneyOnly === true ||
        (per === "transaction" &&
          (this.#conditions.hasPeriod ||
            !this.#clause.skeleton.some((name) => name === "limit" || name === "capNoun"))),
    );
    return [...extra, ...limits, ...this.#exceptionLimits(per)];
  }

  /** "Payments under $50 to AWS only": only these amounts there, or only there? */
  #isOnlyOpen(): boolean {
    const { skeleton, selectors } = this.#clause;
    return (
      skeleton.includes("only") &&
      !skeleton.some((name) => name === "spend" || name === "payVerb" || name === "allow") &&
      selectors.some(({ leads }) => !leads)
    );
  }

  /** "Allow SaaS up to $100" is an allow list too; "allow up to $100 on SaaS" is not. */
  #allowance(allows: "only" | "also"): Draft[] {
    const { selectors } = this.#clause;
    if (selectors.length === 0) return [];
    if (
      !selectors.some(
        ({ phrase, leads, beforeQuantity }) =>
          beforeQuantity && !leads && phrase.preposition !== "for" && phrase.preposition !== "on",
      )
    ) {
      if (allows === "only" && !selectors[0]?.leads) return this.#fail(reachAmbiguous(this.#at(), this.#at()));
      this.#note("limit_not_allowlist", "This limits what is paid there and does not forbid other merchants.");
      return [];
    }
    return this.#allow(allows === "only");
  }

  #velocity(per: Per, exclusive: boolean): Draft[] {
    const { quantity, approval } = this.#clause;
    const { by } = this.#conditions;
    const max = Number(quantity?.value) - (exclusive ? 1 : 0);
    if (per === "transaction" || approval !== undefined || !Number.isSafeInteger(max) || max < 0)
      return this.#fail(notUnderstood(this.#at()));
    return this.#drafts((on) => () => ({ kind: "velocity", per, max, ...(by && { by }), ...(on && { on }) }));
  }

  /** "Max $100, except groceries up to $200": groceries have a limit of their own. */
  #exceptionLimits(per: Per): Draft[] {
    return this.#conditions.exceptions.flatMap(({ clause, selector }) => {
      const own = new RuleMaker(
        { ...clause, exceptions: [], periods: clause.periods },
        { kind: "ceiling" },
        {
          ...this.#conditions,
          selectors: [selector],
          except: undefined,
          exceptions: [],
          per: this.#conditions.per ?? per,
        },
        this.#context,
      );
      return own.make();
    });
  }

  #approval(inclusive: boolean, givenPer?: Per): Draft[] {
    const { quantity, approvers } = this.#clause;
    const { by } = this.#conditions;
    const isWhole = quantity === undefined;
    if (quantity !== undefined && quantity.of !== "amount" && quantity.of !== "number")
      return this.#fail(notUnderstood(this.#at()));
    if (isWhole && this.#clause.findings.length > 0) return [];
    const stated = givenPer ?? (this.#conditions.hasPeriod ? this.#per(undefined) : "transaction");
    if (stated === undefined) return [];
    if (isWhole && (stated !== "transaction" || by !== undefined)) return this.#fail(notUnderstood(this.#at()));
    const count = approvers ?? 1;
    if (count < 1)
      return this.#fail({ code: "value_out_of_range", at: this.#at(), message: "At least one approval is needed." });
    const drafts = this.#drafts((on) => (above) => ({
      kind: "approval",
      ...(!isWhole && { above }),
      ...(inclusive && { inclusive: true as const }),
      ...(stated !== "transaction" && { per: stated }),
      ...(by && { by }),
      ...(count > 1 && { approvers: count }),
      ...(on && { on }),
    }));
    const exceptions = this.#conditions.exceptions.flatMap(({ clause, selector }) =>
      new RuleMaker(
        {
          ...clause,
          exceptions: [],
          ...(clause.bound === undefined && this.#clause.bound && { bound: this.#clause.bound }),
        },
        this.#intent,
        { ...this.#conditions, selectors: [selector], except: undefined, exceptions: [] },
        this.#context,
      ).make(),
    );
    return [...drafts, ...exceptions];
  }

  #autoApprove(): Draft[] {
    const { selectors, except, exceptions, schedules } = this.#conditions;
    if (except !== undefined || exceptions.length > 0 || schedules.length > 0 || selectors.length > 1)
      return this.#fail(notUnderstood(this.#at()));
    const [known] = selectors;
    const others: Draft[] =
      known === undefined
        ? []
        : this.#drafts(() => () => ({ kind: "approval", except: known }), true, []).map(
            ({ money: _, ...draft }) => draft,
          );
    if (this.#clause.quantity === undefined)
      return known === undefined ? this.#fail(notUnderstood(this.#at())) : others;
    const rest = new RuleMaker(
      this.#clause,
      { kind: "approval" },
      { ...this.#conditions, selectors: [] },
      this.#context,
    );
    return [...others, ...rest.#approval(this.#clause.bound === "below")];
  }

  #allow(only: boolean): Draft[] {
    const { selectors, except, exceptions } = this.#conditions;
    if (
      [this.#clause, ...this.#clause.exceptions].some(({ schedules, start }) =>
        schedules.some((phrase) => phrase.start !== start || start !== this.#clause.start),
      )
    ) {
      return this.#fail({
        code: "reach_ambiguous",
        at: this.#at(),
        message:
          "It is not clear whether the times hold for all payments; write the times in a statement of their own.",
      });
    }
    if (exceptions.length > 0 || selectors.length === 0) return this.#fail(notUnderstood(this.#at()));
    if (selectors.length > 1 && !this.#conditions.separate) return this.#fail(notExpressible(this.#at()));
    if (!only) this.#note("allow_means_only", "Allowing something means that nothing else of that kind is allowed.");
    const allows = this.#drafts((on) => () => ({ kind: "allow", only: on ?? {} })).map(withoutExcept);
    const block = except && this.#drafts(() => () => ({ kind: "block", what: except }), true, []).map(withoutExcept);
    return [...allows, ...(block ?? [])];
  }

  #allowEverything(): Draft[] {
    const { except, exceptions } = this.#conditions;
    if (exceptions.length > 0 || this.#conditions.schedules.length > 0) return this.#fail(notUnderstood(this.#at()));
    if (except === undefined) {
      this.#note("no_effect", "This allows what is allowed anyway.");
      return [];
    }
    return [
      {
        at: this.#at(),
        moneyOnly: false,
        moneyNearby: false,
        validity: this.#conditions.validity,
        rule: () => ({ kind: "block", what: except }),
      },
    ];
  }

  #block(everything: boolean): Draft[] {
    const { selectors, except, schedules, exceptions } = this.#conditions;
    if (this.#clause.approval === "without") return this.#approval(false);
    if (this.#clause.approval !== undefined || exceptions.length > 0) return this.#fail(notUnderstood(this.#at()));
    if (selectors.length === 0 && schedules.length === 0 && except === undefined && !everything)
      return this.#fail(notUnderstood(this.#at()));
    return this.#drafts((what) => () => ({ kind: "block", ...(what && { what }) }));
  }

  #schedule(only: boolean): Draft[] {
    const { schedules, selectors, except, exceptions } = this.#conditions;
    if (selectors.length > 0 || exceptions.length > 0) return this.#fail(notUnderstood(this.#at()));
    const held = resolveSchedules(this.#clause.holdsOnly, this.#context.findings);
    if (held === undefined) return [];
    if (schedules.length === 0) return this.#fail(notUnderstood(this.#at()));
    if (this.#conditions.mixedTimes)
      return this.#fail(
        timeAmbiguous(
          this.#at(),
          "It is not clear whether both times or either of them must hold; join days and hours without and.",
        ),
      );
    if (!only)
      this.#note("allow_means_only", "Allowing payments at these times means that they are not allowed at others.");
    const times: (Schedule | undefined)[] = held.schedules.length === 0 ? [undefined] : held.schedules;
    return schedules.flatMap((schedule) =>
      times.map((during) => ({
        at: this.#at(),
        moneyOnly: false,
        moneyNearby: false,
        validity: this.#conditions.validity,
        rule: () => ({
          kind: "schedule",
          only: schedule,
          ...(except && { except }),
          ...(during && { during }),
        }),
      })),
    );
  }

  #duplicate(): Draft[] {
    const per = this.#per(undefined);
    if (per === undefined) return [];
    const isOnce = this.#clause.quantity === undefined || this.#clause.quantity.value === "2";
    if (per === "transaction" || per === "lifetime" || per.type === "calendar" || !isOnce)
      return this.#fail(notUnderstood(this.#at()));
    const { duration } = per;
    return this.#drafts((on) => () => ({ kind: "duplicate", within: duration, ...(on && { on }) }));
  }

  #cooldown(): Draft[] {
    const { quantity } = this.#clause;
    const { by } = this.#conditions;
    if (
      quantity?.of !== "duration" ||
      quantity.ms <= 0 ||
      !Number.isSafeInteger(quantity.ms) ||
      quantity.ms % 1000 !== 0
    )
      return this.#fail(notUnderstood(this.#at()));
    const duration = formatDuration(quantity.ms);
    return this.#drafts((on) => () => ({
      kind: "velocity",
      per: { type: "sliding", duration },
      max: 1,
      ...(by && { by }),
      ...(on && { on }),
    }));
  }

  #share(): string | undefined {
    const { quantity } = this.#clause;
    const isShare = quantity?.of === "percent" || quantity?.of === "number";
    if (isShare && (quantity.value === "1" || /^0(?:\.|$)/.test(quantity.value))) return quantity.value;
    if (isShare)
      this.#context.findings.push({
        code: "value_out_of_range",
        at: quantity,
        message: "The value must be between 0 and 1, or 0% and 100%.",
      });
    else this.#context.findings.push(notUnderstood(this.#at()));
    return undefined;
  }

  #alert(): Draft[] {
    const at = this.#share();
    if (at === undefined) return [];
    if (at === "0" || this.#clause.quantity?.of !== "percent") return this.#fail(notUnderstood(this.#at()));
    const per = this.#conditions.hasPeriod ? this.#per(undefined) : undefined;
    if (this.#conditions.selectors.length > 0) return this.#fail(notUnderstood(this.#at()));
    return this.#plain("alert", () => ({ kind: "alert", at, ...(per && { per }) }), false);
  }

  #drift(): Draft[] {
    const max = this.#share();
    if (max === undefined) return [];
    return this.#plain("drift", () => ({ kind: "drift", max }), false);
  }

  /** A rule that takes no selectors but its exception, and no periods. */
  #plain(kind: "alert" | "drift" | "reserve", rule: (value: string) => Rule, isMoney: boolean): Draft[] {
    const { selectors, exceptions, hasPeriod, by } = this.#conditions;
    if (selectors.length > 0 || exceptions.length > 0 || by !== undefined || (hasPeriod && kind !== "alert"))
      return this.#fail(notUnderstood(this.#at()));
    const quantity = this.#clause.quantity;
    if (isMoney && quantity?.of !== "amount" && quantity?.of !== "number") return this.#fail(notUnderstood(this.#at()));
    return this.#drafts(() => rule).map(({ money, ...draft }) => (isMoney && money ? { ...draft, money } : draft));
  }

  /** The period of the clause; a finding when it has none or two. */
  #per(fallback: Per | undefined): Per | undefined {
    const { periods } = this.#conditions;
    if (this.#conditions.per !== undefined && periods.length === 0) return this.#conditions.per;
    const [period, conflicting] = distinct(periods);
    if (conflicting !== undefined) {
      this.#context.findings.push({
        code: "period_conflict",
        at: conflicting,
        message: "One figure cannot be over two periods.",
        ...(period && { related: [period] }),
      });
      return undefined;
    }
    if (period === undefined) {
      if (fallback === undefined) this.#context.findings.push(this.#periodMissing());
      return fallback;
    }
    return this.#perOf(period);
  }

  #perOf({ period, start, end }: PeriodPhrase): Per | undefined {
    switch (period.type) {
      case "transaction":
        return "transaction";
      case "lifetime":
      case "total":
        return "lifetime";
      case "calendar":
        return { type: "calendar", unit: period.unit };
      case "anchored":
      case "sliding":
        return { type: period.type, duration: formatDuration(period.ms) };
      default:
        this.#context.findings.push({
          code: "period_ambiguous",
          at: { start, end },
          message: "This period has two readings; write it out, as in every 2 weeks.",
        });
        return undefined;
    }
  }

  #periodMissing(): Finding {
    const { quantity } = this.#clause;
    const at = quantity ?? this.#at();
    const isCount = quantity?.of === "count";
    const endings = isCount ? ["per day", "in total"] : ["per transaction", "per day", "in total"];
    return {
      code: "period_missing",
      at: { start: at.start, end: at.end },
      message: "This does not say over what time: for each payment, each day, or in total?",
      fixes: endings.map((ending) => ({
        title: `Add "${ending}"`,
        edits: [{ start: at.end, end: at.end, text: ` ${ending}` }],
      })),
    };
  }
}

/** An allow rule takes no exception, and its figure is in a rule of its own. */
function withoutExcept({ money: _, ...draft }: Draft): Draft {
  return {
    ...draft,
    rule: (value) => {
      const { except: __, ...rule } = draft.rule(value);
      return rule as Rule;
    },
  };
}

/** Different periods; "total" says nothing beside another one. */
function distinct(periods: readonly PeriodPhrase[]): PeriodPhrase[] {
  const others = periods.filter(({ period }) => period.type !== "total");
  const seen = new Map((others.length > 0 ? others : periods).map((phrase) => [JSON.stringify(phrase.period), phrase]));
  return [...seen.values()];
}

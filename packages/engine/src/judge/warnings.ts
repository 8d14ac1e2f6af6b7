import { AMOUNT_DECIMALS, fromUnits, type Warning } from "@spendrail/model";
import type { CapRule } from "../compile/cap.js";
import type { CompiledOf } from "../compile/compiled-rule.js";
import { usesOf } from "./caps.js";
import type { Context } from "./context.js";

const ONE = 10n ** BigInt(AMOUNT_DECIMALS);

/** The alerts that a payment which may go ahead reaches, by alert and then by limit in source order. */
export function warningsOf(context: Context): Warning[] {
  const { rules } = context;
  const alerts = rules.ofKind("alert").filter((alert) => context.applies(alert) === "yes");
  if (alerts.length === 0) return [];
  const limits = rules.ofKind("limit").filter((limit) => context.applies(limit) === "yes");
  return alerts.flatMap((alert) =>
    limits.flatMap((limit) => {
      const used = watches(alert, limit) ? mostUsed(context, limit) : undefined;
      if (used === undefined || used * ONE < alert.figure * limit.figure) return [];
      return [{ rule: alert.index, used: fromUnits(used), max: limit.rule.max }];
    }),
  );
}

/** Whether the alert is about this limit. */
export function watches({ rule: { per } }: CompiledOf<"alert">, limit: CompiledOf<"limit">): boolean {
  return per === undefined || JSON.stringify(per) === JSON.stringify(limit.rule.per);
}

/** The use of the fullest budget that the payment falls into, the payment included. */
function mostUsed(context: Context, limit: CapRule): bigint | undefined {
  const used = usesOf(context, limit).map(({ spent, attempted }) => spent + attempted);
  return used.reduce<bigint | undefined>((most, one) => (most === undefined || one > most ? one : most), undefined);
}

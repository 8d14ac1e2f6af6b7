const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };

/**
 * A horizon as people write it, as a duration of the model: `24h` is `P1D`, `90m` is `PT90M`, `2w` is `P14D`. A duration
 * in the model's own form stands for itself.
 *
 * @returns `undefined` when it is neither
 */
export function horizonOf(written: string): string | undefined {
  if (/^P(T?)\d+[DHMS]$/.test(written)) return written;
  const [, figure = "", unit = ""] = /^([1-9]\d{0,5})([mhdw])$/.exec(written) ?? [];
  const size = UNITS[unit];
  if (size === undefined) return undefined;
  const seconds = Number(figure) * size;
  if (seconds % 86_400 === 0) return `P${seconds / 86_400}D`;
  return seconds % 3_600 === 0 ? `PT${seconds / 3_600}H` : `PT${seconds / 60}M`;
}

/** An option of a command. A `flag` stands alone; a `value` takes a text; a `list` may be repeated. */
export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  readonly takes: "flag" | "value" | "list";
  /** What stands for the value in the help, such as `FILE`. */
  readonly value?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly says: string;
}

/** An argument that is not an option. */
export interface PositionalSpec {
  readonly name: string;
  readonly required?: true;
  /** Takes all that are left. */
  readonly many?: true;
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly says: string;
}

/** What a command takes and does: its help, its page, its completions and the reading of its arguments come from here. */
export interface CommandSpec {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly positionals: readonly PositionalSpec[];
  readonly options: readonly OptionSpec[];
  readonly exits: readonly (readonly [code: number, says: string])[];
  readonly examples: readonly (readonly [command: string, says: string])[];
}

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  {
    name: "config",
    takes: "value",
    value: "FILE",
    says: "Settings file, instead of the nearest spendrail.config.json.",
  },
  { name: "color", takes: "flag", says: "Colour, even where output is not a terminal." },
  { name: "no-color", takes: "flag", says: "No colour. The variables NO_COLOR and FORCE_COLOR are respected too." },
  { name: "help", short: "h", takes: "flag", says: "Show this help." },
];

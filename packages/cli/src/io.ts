/** Where text goes: standard output or standard error. */
export interface Output {
  /** Writes text. Once the reader has gone away, writing does nothing. */
  write(text: string): void;
  /** Whether there still is a reader. */
  isOpen(): boolean;
  /** Whether a person sees it as it comes. */
  readonly isTerminal: boolean;
  /** Width in columns, where there is a terminal. */
  readonly columns?: number;
}

/** Everything a command knows of the world around it, so that a test can be that world. */
export interface Io {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** Standard input, which may never end. */
  stdin(): AsyncIterable<Uint8Array>;
  /** Whether there is a person to ask. */
  readonly canAsk: boolean;
  /** A line that a person types in answer to a question; `undefined` at the end of input. */
  ask(question: string): Promise<string | undefined>;
  /** The instant it is, as an RFC 3339 text in UTC. */
  now(): string;
}

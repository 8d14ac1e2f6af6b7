import type { Output } from "../io.js";

/** Says how far a long run is: a bar that a person sees, and nothing at all where nobody looks. */
export interface Progress {
  /** @param share 0 to 1 */
  update(share: number): void;
  /** Takes the bar away. */
  end(): void;
}

const WIDTH = 30;

/** A bar on a terminal, in one line that it draws over. */
export function progressBar(label: string, output: Output): Progress {
  if (!output.isTerminal) return { update() {}, end() {} };
  let shown = -1;
  return {
    update(share) {
      const percent = Math.floor(share * 100);
      if (percent === shown) return;
      shown = percent;
      const done = Math.round(share * WIDTH);
      const bar =
        (output.columns ?? 80) < label.length + WIDTH + 10 ? "" : ` [${"#".repeat(done)}${" ".repeat(WIDTH - done)}]`;
      output.write(`\r${label}${bar} ${percent}%`);
    },
    end() {
      if (shown >= 0) output.write("\r\u001b[K");
    },
  };
}

import { Lines } from "../../files/lines.js";
import type { LintReporter } from "./reporter.js";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/** Annotations of GitHub Actions: workflow commands, one a finding. */
export const githubReporter: LintReporter = {
  file({ source, findings }) {
    const lines = new Lines(source.text);
    return findings
      .map(({ code, severity, message, range }) => {
        const end = lines.placeOf(range.end);
        const properties = {
          file: source.name,
          line: range.line,
          endLine: end.line,
          ...(end.line === range.line && { col: range.column, endColumn: end.column }),
          title: code,
        };
        const listed = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
        return `::${COMMANDS[severity]} ${listed.join(",")}::${data(message)}\n`;
      })
      .join("");
  },
  end: () => "",
};

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

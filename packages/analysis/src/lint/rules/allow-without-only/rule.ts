import type { LintRule, TextChange } from "../../rule.js";

/** "Allow" that can be read as "this, too", and an amount after it that makes a limit of it. */
export const allowWithoutOnly: LintRule = {
  severity: "info",
  summary: 'A statement with "allow" says more, or less, than it seems to.',
  reports: ["allow_means_only", "limit_not_allowlist"],
  check({ source }) {
    if (source === undefined) return [];
    return source.diagnostics.flatMap(({ code, range }) => {
      const words = source.text.slice(range.start, range.end);
      if (code === "limit_not_allowlist") {
        const message =
          "This is a limit: it keeps nobody else from being paid, and forbids nothing that it does not name.";
        return [{ at: { span: range }, message }];
      }
      if (code !== "allow_means_only") return [];
      const allow = /\ballow/i.exec(words)?.index;
      const at = range.start + (allow ?? 0);
      const only = words.startsWith("A") && allow === 0 ? "Only allow" : "only allow";
      const change: TextChange = {
        title: 'Write "only allow"',
        edits: [{ start: at, end: at + "allow".length, text: only }],
      };
      return [
        {
          at: { span: range },
          message: 'This forbids everybody else: "allow" is read as "only allow".',
          changes: allow === undefined ? [] : [change],
        },
      ];
    });
  },
};

import { explainRule, parsePolicy } from "spendrail";
import { LANGUAGE_EXAMPLES, REFUSED_EXAMPLES } from "./language-examples.ts";

/** The page "The language by example": every meaning and every JSON is what the parser says. */
export function languagePage(): string {
  const sections = LANGUAGE_EXAMPLES.map(({ title, texts }) => `## ${title}\n\n${texts.map(accepted).join("\n")}`);
  return `# The language by example

Every sentence is a rule, and all rules must hold. Words have many ways to be said; what cannot be understood whole, or has two
readings, is refused with its place and a way out. This page is made by the parser.

${sections.join("\n")}
## What is refused, and why

| you write | the parser says |
| --- | --- |
${REFUSED_EXAMPLES.map(refused).join("\n")}

Each code has its page in [codes](../codes/not_understood.md). All ways to build a statement are drawn in [the grammar](../reference/grammar.md).
`;
}

function accepted(text: string): string {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`"${text}" is no policy: ${parsed.diagnostics[0]?.message}`);
  const { policy } = parsed;
  const meanings = policy.rules.map((rule) => `- ${explainRule(rule, policy)}`).join("\n");
  const settings = JSON.stringify({ ...policy, rules: "…" });
  const json = policy.rules.map((rule) => JSON.stringify(rule)).join("\n");
  const isPlain = settings === JSON.stringify({ version: 1, currency: "USD", rules: "…" });
  return `\`\`\`text\n${text}\n\`\`\`\n\n${meanings}\n\n\`\`\`json\n${isPlain ? "" : `${settings}\n`}${json}\n\`\`\`\n`;
}

function refused(text: string): string {
  const { diagnostics, ok } = parsePolicy(text);
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (ok || error === undefined) throw new Error(`"${text}" is a policy, and the page says that it is refused.`);
  return `| ${text} | [\`${error.code}\`](../codes/${error.code}.md): ${error.message.replaceAll("|", "\\|")} |`;
}

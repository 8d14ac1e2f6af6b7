import { readdirSync } from "node:fs";
import { defineConfig } from "vitepress";

const docs = new URL("..", import.meta.url);

/** The pages of a folder that has no order of its own. */
function pagesOf(folder: string) {
  const files = readdirSync(new URL(`${folder}/`, docs)).filter((file) => file.endsWith(".md") && file !== "README.md");
  return files.sort().map((file) => ({ text: file.slice(0, -3), link: `/${folder}/${file.slice(0, -3)}` }));
}

const guide = (text: string, page: string) => ({ text, link: `/guide/${page}` });

export default defineConfig({
  title: "Spendrail",
  description: "May this agent make this payment? Answered before the money moves.",
  lang: "en",
  cleanUrls: true,
  // Links out of the documentation lead to the repository's own files; a test of the workspace follows them.
  ignoreDeadLinks: [/^(?:\.\.?\/)+(?:packages|scripts|examples|README|CONTRIBUTING|SECURITY|\.changeset)/],
  rewrites: { ":folder/README.md": ":folder/index.md" },
  themeConfig: {
    search: { provider: "local" },
    nav: [guide("Guide", "start"), { text: "Playground", link: "/playground" }],
    sidebar: [
      {
        text: "Guide",
        items: [
          guide("Five minutes", "start"),
          guide("The language by example", "language"),
          guide("How a decision is made", "decision"),
          guide("Windows", "windows"),
          guide("Embedding it in a service", "embedding"),
          guide("Holds, captures and retries", "holds"),
          guide("Approvals", "approvals"),
          guide("Policies in CI", "policies-in-ci"),
          guide("Testing policies", "testing"),
          guide("Exposure and diff", "exposure-and-diff"),
          guide("More than one machine", "more-than-one-machine"),
          guide("Redis: durability", "redis-durability"),
          guide("Extending", "extending"),
          guide("Operating it safely", "operating"),
          guide("Migrating", "migrating"),
        ],
      },
      { text: "The command", collapsed: true, items: pagesOf("cli") },
      { text: "Reason codes", collapsed: true, items: pagesOf("reason-codes") },
      { text: "Problems in texts", collapsed: true, items: pagesOf("codes") },
      { text: "Lint rules", collapsed: true, items: pagesOf("rules") },
      {
        text: "Reference",
        items: [
          { text: "A policy as JSON", link: "/reference/policy-schema" },
          { text: "A payment as JSON", link: "/reference/payment-schema" },
          { text: "The grammar", link: "/reference/grammar" },
          { text: "Glossary", link: "/glossary" },
        ],
      },
      { text: "API", collapsed: true, items: pagesOf("reference/api") },
      { text: "Decisions", collapsed: true, items: pagesOf("decisions") },
    ],
  },
});

import { readFileSync } from "node:fs";
import { apiPages } from "./api-pages.ts";
import { grammarPage, grammarPictures } from "./grammar-page.ts";
import { languagePage } from "./language-page.ts";
import { pipelinePicture, windowsPicture } from "./pictures.ts";

/** Every file of the documentation that is made from the code: its path below `docs`, and what stands in it. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ["guide/language.md", languagePage()],
    ["reference/grammar.md", grammarPage()],
    ["reference/policy-schema.md", schemaPage("policy", "A policy")],
    ["reference/payment-schema.md", schemaPage("payment", "A payment")],
    ...Object.entries(apiPages()),
    ["pictures/pipeline.svg", pipelinePicture()],
    ["pictures/windows.svg", windowsPicture()],
    ...Object.entries(grammarPictures()).map(([file, picture]) => [`pictures/grammar/${file}`, picture] as const),
  ]);
}

/** The published JSON Schema of the model, which is made from its types. */
function schemaPage(name: string, title: string): string {
  const schema = readFileSync(
    new URL(`../../packages/model/schema/${name}.schema.json`, import.meta.url),
    "utf8",
  ).trim();
  return `# ${title} as JSON\n\n\`@spendrail/model/${name}.schema.json\`, a JSON Schema made from the types:\n\n\`\`\`json\n${schema}\n\`\`\`\n`;
}

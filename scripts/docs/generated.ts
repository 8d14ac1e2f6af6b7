import { grammarPage, grammarPictures } from "./grammar-page.ts";
import { languagePage } from "./language-page.ts";
import { pipelinePicture, windowsPicture } from "./pictures.ts";

/** Every file of the documentation that is made from the code: its path below `docs`, and what stands in it. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ["guide/language.md", languagePage()],
    ["reference/grammar.md", grammarPage()],
    ["pictures/pipeline.svg", pipelinePicture()],
    ["pictures/windows.svg", windowsPicture()],
    ...Object.entries(grammarPictures()).map(([file, picture]) => [`pictures/grammar/${file}`, picture] as const),
  ]);
}

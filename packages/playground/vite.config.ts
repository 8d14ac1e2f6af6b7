import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // The page works from any folder, also embedded in other pages.
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: { outDir: "dist/site", emptyOutDir: true },
});

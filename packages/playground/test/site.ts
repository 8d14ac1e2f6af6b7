import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";

const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The built page, served on loopback, and a browser to open it in. */
export interface Site {
  /** A new window; `problems` fills with whatever the page reports as an error. */
  open(fragment?: string, options?: Parameters<Browser["newPage"]>[0]): Promise<{ page: Page; problems: string[] }>;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), "playground-"));
  await build({ configFile, logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server: PreviewServer = await preview({
    configFile,
    logLevel: "error",
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const address = server.resolvedUrls?.local[0] as string;
  const browser = await launch();
  return {
    async open(fragment = "", options = {}) {
      // What fades in has less contrast until it is there.
      const page = await browser.newPage({ reducedMotion: "reduce", ...options });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await page.goto(address + fragment);
      return { page, problems };
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

async function launch(): Promise<Browser> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error("These tests open the page in Chromium, which is not installed: apt-get install chromium");
  }
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

import { wrap } from "comlink";
import type { PolicyWorker } from "./api.js";

/** Every answer has to be waited for. */
type Asked = {
  [Name in keyof PolicyWorker]: (...args: Parameters<PolicyWorker[Name]>) => Promise<ReturnType<PolicyWorker[Name]>>;
};

/** The worker that knows policies. */
export const policyWorker = wrap<PolicyWorker>(
  new Worker(new URL("./main.ts", import.meta.url), { type: "module" }),
) as unknown as Asked;

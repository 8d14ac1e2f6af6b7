export { formatPolicy } from "./format/format-policy.js";

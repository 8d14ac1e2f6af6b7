export { anyAmount, anyShare } from "./amounts.js";
export { contextOf, decide, recorded } from "./engine.js";
export { anyFacts, type StatedFacts } from "./payment.js";
export { anyPolicy, everydayPolicy } from "./policy.js";
export { anyRule } from "./rule.js";
export { anyScenario, type Scenario, scenarios } from "./scenario.js";
export { anyDuration, anyInstant, anySchedule, anyWindow } from "./times.js";

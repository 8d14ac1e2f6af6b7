import { EXIT } from "./exit.js";
import { main } from "./main.js";
import { processIo } from "./process-io.js";

const OLDEST_NODE = 22;

const [major] = process.versions.node.split(".");
if (Number(major) < OLDEST_NODE) {
  process.stderr.write(`spendrail: this needs Node.js ${OLDEST_NODE} or later, and this is ${process.version}.\n`);
  process.exitCode = EXIT.couldNotRun;
} else {
  // The code is set, not forced: what is still on its way to a slow reader is written before the process ends.
  const io = processIo();
  process.exitCode = await main(process.argv.slice(2), io);
  io.close();
}

import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Io } from "../io.js";
import { fileProblem } from "./file-problem.js";

/**
 * Gives a file a new text in one step: whoever reads it sees all of the old text or all of the new one, also when the
 * machine stops in between. Permissions stay, and a symbolic link stays one: what it leads to is replaced.
 *
 * @returns what went wrong, a sentence, with the file as it was; `undefined` when it worked.
 */
export async function replaceFile(path: string, text: string, { cwd }: Pick<Io, "cwd">): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(resolve(cwd, path));
    const { mode, uid, gid } = await stat(target);
    // A rename would also replace a file that nobody may write to.
    await (await open(target, "r+")).close();
    temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    const file = await open(temporary, "wx", mode);
    try {
      // Only the superuser may give a file away; for others it is theirs already, or stays readable as it was.
      await file.chown(uid, gid).catch(() => undefined);
      await file.chmod(mode);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    return undefined;
  } catch (fault) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
    return fileProblem(fault);
  }
}

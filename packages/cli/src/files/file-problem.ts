const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file.",
  EACCES: "The file may not be read or written: permission denied.",
  EPERM: "The file may not be read or written: operation not permitted.",
  EISDIR: "This is a folder; a file is needed.",
  ENOTDIR: "A part of this path is a file, not a folder.",
  ELOOP: "The links of this path lead in a circle.",
  EROFS: "The file system may not be written to.",
  ENOSPC: "There is no space left on the disk.",
  EMFILE: "Too many files are open.",
  ENAMETOOLONG: "The path is too long.",
  ERR_INVALID_ARG_VALUE: "The path holds a character that no path may hold.",
};

/** What went wrong with a file, as a sentence for people, from what Node.js threw. */
export function fileProblem(fault: unknown): string {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  return SENTENCES[code] ?? (fault instanceof Error ? (fault.message.split("\n")[0] ?? "") : String(fault));
}

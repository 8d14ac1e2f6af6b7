/** Whether every comment of a text is still there after a change; only those that silence a rule may go. */
export function keepsComments(before: string, after: string): boolean {
  const left = commentsOf(after);
  return commentsOf(before).every((comment) => {
    const index = left.indexOf(comment);
    if (index >= 0) left.splice(index, 1);
    return index >= 0 || /lint-disable-next-line/.test(comment);
  });
}

function commentsOf(text: string): string[] {
  return [...text.matchAll(/^[^\S\r\n]*((?:#|\/\/)[^\r\n]*)/gm)].map(([, comment = ""]) => comment.trimEnd());
}

/** The path of a key of the object at `path`, as JavaScript writes it: `rules[0].on`, `["odd key"]`. */
export function join(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

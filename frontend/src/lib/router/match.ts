/** Which screen an address asks for: pure matching of paths with `:parameters`. */
export type Params = Record<string, string>;

/** The parameters when `path` fits `pattern`, else null; a closing slash does not matter. */
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = parts(pattern);
  const given = parts(path);
  if (wanted.length !== given.length) return null;
  const params: Params = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

const parts = (path: string): string[] => path.split('/').filter(Boolean);

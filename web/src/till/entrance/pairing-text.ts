/** The code of what was typed, scanned or opened: a scanner types the whole link. */

const IN_LINK = /#pair=([\w-]+)/u;

export function codeIn(text: string): string {
  return (IN_LINK.exec(text)?.[1] ?? text).trim().toUpperCase();
}

/** The code of this page's address, which is taken away from it: it works once, and a bookmark of it would not. */
export function takeCodeFromAddress(): string | null {
  if (!IN_LINK.test(location.hash)) return null;
  const code = codeIn(location.hash);
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}

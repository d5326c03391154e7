/** What somebody typed and the server could not read: the field itself says so, in words for people, instead of the API's. */
import type { Trouble } from './trouble.ts';

/** `path` is the field's place in the request: identities.phone. */
export function isMistaken(trouble: Trouble | null, path: string): boolean {
  return (
    trouble?.type === 'refused' &&
    trouble.code === 'request_invalid' &&
    trouble.mistakes.some((mistake) => mistake.path === path)
  );
}

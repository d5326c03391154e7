/** What a choice offers, by id: written as the id alone, or with a name. */
import type { ProgramDocument } from './document.ts';

export function offeredIds({ of }: Pick<NonNullable<ProgramDocument['choices']>[number], 'of'>): readonly string[] {
  return of.map((one) => (typeof one === 'string' ? one : one.id));
}

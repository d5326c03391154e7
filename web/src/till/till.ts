/** What every part of the till knows: the shop, its program, how that calls things. */
import type { ProgramWords } from '../data/program-words.ts';
import type { ShopProgram } from '../data/use-organization.ts';

export interface Till {
  readonly organizationId: string;
  /** The shop's name. */
  readonly shop: string;
  readonly program: ShopProgram;
  readonly words: ProgramWords;
}

/** What has been chosen so far on the way to a new program, and the document that comes of it. */
import type { Schema } from '@kopilka/client';
import { asOwn, type SliderValues, sliderValues, withSliders } from '@kopilka/engine';

export type ReadyProgram = Schema<'ProgramTemplate'>;

export interface Wish {
  /** The shop's. */
  readonly name: string;
  readonly template: ReadyProgram;
  readonly values: SliderValues;
}

/** As the program's language has it: an older shop may have a longer name. */
const NAME_CHARACTERS_MAX = 200;

export function chosen(name: string, template: ReadyProgram): Wish {
  return { name, template, values: sliderValues(template, template.source) };
}

/** The program as the shop's own, YAML with the template's comments. */
export function documentOf({ name, template, values }: Wish): string {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  return asOwn(withSliders(template, template.source, values), { name: name.slice(0, NAME_CHARACTERS_MAX), timezone });
}

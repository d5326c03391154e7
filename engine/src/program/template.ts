/**
 * A ready program as a shop chooses it: what it promises, and up to three sliders that change its document: what is earned, how much
 * units may pay, how long they live. What a slider changes is a place of the document; its comments stay.
 */
import { z } from 'zod';
import { parse } from 'yaml';
import { editSource, valueIn } from './edit-source.ts';
import type { Path } from './problem.ts';
import { type Raw, readSource } from './source-tree.ts';

const words = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const place = z
  .string()
  .regex(/^[a-z]\w*(?:\.[\w-]+)+$/)
  .meta({ description: 'Where in the document, items of lists by their ids: rules.base.earn.rate.' });

const rangeSchema = z.strictObject({
  at: place,
  /** What the number is: percent, or units (as many as there, for each so much money). */
  in: z.enum(['percent', 'units']),
  min: z.number(),
  max: z.number(),
  step: z.number(),
});
const lifeSchema = z.strictObject({
  at: place,
  /** ISO 8601 durations from the shortest, then never. */
  values: z.array(z.string()).min(2),
});

export const templateSchema = z.strictObject({
  promise: words.meta({ description: 'What the customer gets, in one sentence.' }),
  shops: words.meta({ description: 'For which kinds of shops.' }),
  sliders: z.strictObject({
    earn: rangeSchema.optional(),
    pay: rangeSchema.optional(),
    life: lifeSchema.optional(),
  }),
});

export type Template = Readonly<z.infer<typeof templateSchema>>;
export type RangeSlider = z.infer<typeof rangeSchema>;
export type LifeSlider = z.infer<typeof lifeSchema>;

/** Where the sliders of a template stand; absent for one that it does not have. */
export interface SliderValues {
  readonly earn?: number | undefined;
  readonly pay?: number | undefined;
  readonly life?: string | undefined;
}

/** Throws when the text is not a template's. */
export function readTemplate(text: string): Template {
  return templateSchema.parse(parse(text));
}

/** Where the sliders stand in the document as it is. */
export function sliderValues({ sliders }: Pick<Template, 'sliders'>, source: string): SliderValues {
  const root = readSource(source, 'yaml').tree?.root ?? null;
  return {
    ...(sliders.earn === undefined ? {} : { earn: numberAt(root, sliders.earn) }),
    ...(sliders.pay === undefined ? {} : { pay: numberAt(root, sliders.pay) }),
    ...(sliders.life === undefined ? {} : { life: lifeAt(root, sliders.life) }),
  };
}

/** The document with other values; a level keeps what it has above the first. Throws when a template names a place that is not there. */
export function withSliders({ sliders }: Pick<Template, 'sliders'>, source: string, values: SliderValues): string {
  let text = source;
  if (sliders.earn !== undefined && values.earn !== undefined) text = withNumber(text, sliders.earn, values.earn);
  if (sliders.pay !== undefined && values.pay !== undefined) text = withNumber(text, sliders.pay, values.pay);
  if (sliders.life !== undefined && values.life !== undefined) text = withLife(text, sliders.life, values.life);
  return text;
}

/** The document as the shop's own: its name and its clock. */
export function asOwn(
  source: string,
  { name, timezone }: { readonly name: string; readonly timezone: string },
): string {
  return put(put(source, ['name'], name), ['timezone'], timezone);
}

function numberAt(root: Raw, slider: RangeSlider): number {
  return Number.parseFloat(textOf(firstOf(valueIn(root, placeOf(root, slider.at)))));
}

function lifeAt(root: Raw, { at, values }: LifeSlider): string {
  const written = valueIn(root, placeOf(root, at));
  const text = typeof written === 'string' ? written : textOf(valueIn(written, ['after']));
  // What ends on a date of every year lives a year at most.
  return values.includes(text) ? text : (values.at(-2) ?? text);
}

function withNumber(source: string, slider: RangeSlider, value: number): string {
  const root = readSource(source, 'yaml').tree?.root ?? null;
  const at = placeOf(root, slider.at);
  const present = valueIn(root, at);
  if (typeof present === 'string') return put(source, at, written(value, slider));
  if (typeof present !== 'object' || present === null) throw new Error(`nothing at ${slider.at}`);
  const shift = value - Number.parseFloat(textOf(firstOf(present)));
  return Object.entries(present).reduce(
    (text, [level, own]) => put(text, [...at, level], written(Number.parseFloat(textOf(own)) + shift, slider)),
    source,
  );
}

function withLife(source: string, { at }: LifeSlider, life: string): string {
  const root = readSource(source, 'yaml').tree?.root ?? null;
  const path = placeOf(root, at);
  if (life === 'never') return put(source, path, 'never');
  return valueIn(root, [...path, 'after']) === undefined
    ? put(source, path, { after: life })
    : put(source, [...path, 'after'], life);
}

function written(value: number, { in: kind }: RangeSlider): string {
  // Sums of decimals such as 0.1 + 0.2 are not to be seen.
  const text = String(Number(value.toFixed(2)));
  return kind === 'percent' ? `${text}%` : text;
}

function put(source: string, path: Path, value: Raw): string {
  const text = editSource(source, 'yaml', { type: 'set', path, value });
  if (text === null) throw new Error(`a document without a place for ${path.join('.')}`);
  return text;
}

/** "rules.base.earn" → ["rules", 0, "earn"]. */
function placeOf(root: Raw, dotted: string): Path {
  return dotted.split('.').reduce<Path>((path, part) => {
    const list = valueIn(root, path);
    if (!Array.isArray(list)) return [...path, part];
    const index = list.findIndex((item: Raw) => valueIn(item, ['id']) === part);
    return [...path, index];
  }, []);
}

function firstOf(value: Raw | undefined): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value)[0] : value;
}

function textOf(value: Raw | undefined): string {
  return typeof value === 'string' ? value : '';
}

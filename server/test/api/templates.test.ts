// Ready programs: wherever their sliders stand, the document is without mistakes, keeps its comments, and says what they say.
import { asOwn, loadProgram, type SliderValues, sliderValues, withSliders } from '@kopilka/engine';
import { describe, expect, test } from 'vitest';
import { readTemplates } from '../../src/features/programs/templates.ts';

const templates = readTemplates();

test('there are ready programs for several kinds of shops', () => {
  expect(templates.length).toBeGreaterThanOrEqual(5);
});

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_, template) => {
  const { source, sliders } = template;
  const ends: readonly (SliderValues & { readonly name: string })[] = [0, 1].flatMap((earnEnd) =>
    [0, 1].flatMap((payEnd) =>
      (sliders.life?.values ?? [undefined]).map((life) => ({
        name: `${earnEnd} ${payEnd} ${life}`,
        ...(sliders.earn === undefined ? {} : { earn: earnEnd === 0 ? sliders.earn.min : sliders.earn.max }),
        ...(sliders.pay === undefined ? {} : { pay: payEnd === 0 ? sliders.pay.min : sliders.pay.max }),
        ...(life === undefined ? {} : { life }),
      })),
    ),
  );

  test.each(ends)('$name', ({ name: _name, ...values }) => {
    const text = withSliders(template, source, values);
    const loaded = loadProgram(text, 'yaml');
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
    expect(sliderValues(template, text)).toEqual(values);
    expect(commentsIn(text)).toEqual(commentsIn(source));
  });

  test('as it stands its sliders are where it says, and put there they change nothing', () => {
    const values = sliderValues(template, source);
    expect(Object.keys(values).toSorted()).toEqual(Object.keys(sliders).toSorted());
    const { life: _life, ...numbers } = values;
    expect(withSliders(template, source, numbers)).toBe(source);
  });

  test.each(['Кофе & «Ко»: №1 #1 ☕', '"></script>', '- {x}', '\u202eמסעדה', 'a'.repeat(200)])(
    'it becomes the own program of a shop called %s',
    (name) => {
      const loaded = loadProgram(asOwn(source, { name, timezone: 'Asia/Novosibirsk' }), 'yaml');
      expect(loaded.ok && [loaded.program.name.ru, loaded.program.calendar.zone]).toEqual([name, 'Asia/Novosibirsk']);
    },
  );
});

function commentsIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /(?:^|\s)(#.*)$/u.exec(line)?.[1] ?? []);
}

/** /v1/program-templates: ready programs that a shop may begin with. */
import { z } from 'zod';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { readTemplates } from './templates.ts';

const words = z.strictObject({ ru: z.string(), en: z.string() });
const rangeSchema = z
  .strictObject({
    at: z.string(),
    in: z.enum(['percent', 'units']),
    min: z.number(),
    max: z.number(),
    step: z.number(),
  })
  .meta({ id: 'TemplateRange', description: 'A number of the document, and within what it may be chosen.' });
const lifeSchema = z
  .strictObject({ at: z.string(), values: z.array(z.string()) })
  .meta({ id: 'TemplateLife', description: 'ISO 8601 durations from the shortest, then "never".' });

const templateSchema = z
  .strictObject({
    id: z.string(),
    name: z.strictObject({ ru: z.string().optional(), en: z.string().optional() }),
    promise: words.meta({ description: 'What the customer gets, in one sentence.' }),
    shops: words.meta({ description: 'For which kinds of shops.' }),
    currency: z.string(),
    source: z.string().meta({ description: 'The document, YAML with its comments.' }),
    sliders: z
      .strictObject({ earn: rangeSchema.optional(), pay: rangeSchema.optional(), life: lifeSchema.optional() })
      .meta({
        description:
          'What the shop is asked: how much is earned, how much of a receipt units may pay, how long they live. `at` is the place in the document, items of lists by their ids.',
      }),
  })
  .meta({ id: 'ProgramTemplate' });

export function addTemplateRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/v1/program-templates',
    id: 'listProgramTemplates',
    tag: 'Programs',
    scopes: ['till', 'read', 'import'],
    summary: 'Ready programs',
    description: 'Programs to begin with, each with what it promises and the few numbers that a shop chooses itself.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ templates: z.array(templateSchema) }) },
    codes: [],
    handle: async () => ({ status: 200, body: { templates: [...readTemplates()] } }),
  });
}

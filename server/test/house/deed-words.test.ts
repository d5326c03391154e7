// Whatever can be done by the API and stands in the journal has a name in the office, so that no one reads an operation's id.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { deedPhrases } from '../../../web/src/office/journal/deed-phrases.ts';
import { PROJECT } from './project-files.ts';

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});

test('every operation that changes something has words', () => {
  const { paths } = documentSchema.parse(JSON.parse(readFileSync(join(PROJECT, 'openapi.json'), 'utf8')));
  const changing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      // What customers do with their cards is no deed of the staff.
      method === 'get' || path.startsWith('/v1/card/') ? [] : [operationId],
    ),
  );
  expect(changing.length).toBeGreaterThan(80);
  const nameless = changing.filter((operation) => !(operation in deedPhrases.en) && !UNTOLD.has(operation));
  expect(nameless).toEqual([]);
});

/** Questions, and what is nobody's deed because nobody has signed in. */
const UNTOLD: ReadonlySet<string> = new Set([
  'askQuote',
  'identify',
  'previewMerge',
  'checkCouponCode',
  'checkGiftCard',
  'lookAtInvitation',
  'askForRecovery',
  'completeRecovery',
  // A file is one deed, however many parts it comes in.
  'putImportPart',
]);

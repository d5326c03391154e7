import { expect, test } from 'vitest';
import { topicsOf } from './live.ts';

test.each([
  ['{"accounts":[],"topics":["Members"]}', ['Members']],
  ['{"accounts":["a"],"topics":[]}', ['accounts']],
  ['{"accounts":null,"topics":["Keys"]}', ['Keys', 'accounts']],
  ['{"accounts":7,"topics":[7,"Keys"]}', ['Keys']],
  ['[]', []],
  ['not json', []],
  [undefined, []],
])('what a change is about: %s', (data, topics) => {
  expect(topicsOf(data)).toEqual(topics);
});

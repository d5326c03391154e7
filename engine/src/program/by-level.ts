/** Values by level, read from their texts. */
import type { ByTier } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import type { ByLevelDocument } from './document.ts';

export function byTier<Value>(written: ByLevelDocument, read: (text: string) => Value | null): ByTier<Value> {
  if (typeof written === 'string') return { type: 'same', value: compiled(read(written), written) };
  return {
    type: 'tier',
    values: new Map(Object.entries(written).map(([level, text]) => [level, compiled(read(text), text)])),
  };
}

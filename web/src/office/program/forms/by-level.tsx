/** A value that is one for everybody, or one for each level: as many fields as there are values. */
import { listIn, type Path, type Raw, valueIn } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { useSpeech } from '../../../i18n/language.tsx';
import { nameOf } from '../differences.ts';
import { useProgramForms } from './forms-context.tsx';

export interface ByLevelProps {
  readonly path: Path;
  /** null where it is one value for everybody. */
  readonly children: (path: Path, level: string | null) => ReactNode;
}

export function ByLevel({ path, children }: ByLevelProps): ReactNode {
  const { root } = useProgramForms();
  const { language } = useSpeech();
  const value = valueIn(root, path);
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return children(path, null);
  const levels = levelsIn(root);
  return Object.keys(value).map((id) => {
    const level = levels.find((one) => valueIn(one, ['id']) === id);
    return <div key={id}>{children([...path, id], nameOf(level, language) ?? id)}</div>;
  });
}

export function levelsIn(root: Raw): readonly Raw[] {
  return listIn(root, ['tiers', 'levels']);
}

export function textAt(root: Raw | undefined, path: Path): string | null {
  const value = valueIn(root, path);
  return typeof value === 'string' ? value : null;
}

/** An id that nobody has yet: base, base-2, base-3. */
export function freeId(wanted: string, items: readonly Raw[]): string {
  const taken = new Set(items.map((item) => textAt(item, ['id'])));
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}

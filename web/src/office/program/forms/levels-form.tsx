/** Levels: what they are called and where they begin. A level that comes or goes is followed by every rate that is told by level. */
import { Button, Stack, Text } from '@mantine/core';
import { isList, type Path, type Raw, type SourceEdit, valueIn } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../../i18n/language.tsx';
import { Empty } from '../../../ui/states.tsx';
import { nameOf } from '../differences.ts';
import { freeId, levelsIn, textAt } from './by-level.tsx';
import { MoneyField, NumberField, WordsField } from './fields.tsx';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';
import { ItemCard } from './item-card.tsx';

const LEVELS: Path = ['tiers', 'levels'];
/** The next level begins at so many times the one before. */
const STEP_UP = 2;
const FIRST_STEP = 10_000;

export function LevelsForm(): ReactNode {
  const t = usePhrases(formPhrases);
  const { root, edit } = useProgramForms();
  const levels = levelsIn(root);
  if (levels.length === 0) return <NoLevels />;
  const add = (): void => {
    const id = freeId('level', levels);
    const from = Number.parseFloat(textAt(levels.at(-1), ['from']) ?? '0');
    const before = textAt(levels.at(-1), ['id']) ?? '';
    const value = { id, from: (from === 0 ? FIRST_STEP : from * STEP_UP).toFixed(2), name: t('level.new') };
    edit(
      { type: 'add', path: LEVELS, value },
      ...byLevelIn(root, levels).map((path) => copied(root, path, before, id)),
    );
  };
  return (
    <Stack gap="md">
      {levels.map((level, index) => (
        <LevelCard key={textAt(level, ['id']) ?? index} level={level} index={index} levels={levels} />
      ))}
      <div>
        <Button variant="default" onClick={add}>
          {t('level.add')}
        </Button>
      </div>
    </Stack>
  );
}

function NoLevels(): ReactNode {
  const t = usePhrases(formPhrases);
  const { edit } = useProgramForms();
  const begin = (): void =>
    edit({
      type: 'set',
      path: ['tiers'],
      value: {
        by: 'spend',
        window: { rolling: 'P12M' },
        levels: [
          { id: 'guest', from: '0', name: t('level.first') },
          { id: 'friend', from: FIRST_STEP.toFixed(2), name: t('level.second') },
        ],
      },
    });
  return (
    <Empty
      title={t('level.empty.title')}
      advice={t('level.empty.advice')}
      action={<Button onClick={begin}>{t('level.begin')}</Button>}
    />
  );
}

interface LevelCardProps {
  readonly level: Raw;
  readonly index: number;
  readonly levels: readonly Raw[];
}

function LevelCard({ level, index, levels }: LevelCardProps): ReactNode {
  const t = usePhrases(formPhrases);
  const { language } = useSpeech();
  const { root, edit } = useProgramForms();
  const path: Path = [...LEVELS, index];
  const id = textAt(level, ['id']) ?? '';
  const isMoney = textAt(root, ['tiers', 'by']) === 'spend';
  const remove = (): void =>
    edit(
      { type: 'remove', path },
      ...byLevelIn(root, levels).map((place) => ({ type: 'remove' as const, path: [...place, id] })),
    );
  const from: Path = [...path, 'from'];
  return (
    <ItemCard title={nameOf(level, language) ?? id} path={path} onRemove={index === 0 ? null : remove}>
      {valueIn(level, ['name']) === undefined ? null : <WordsField label={t('name.label')} path={[...path, 'name']} />}
      {index === 0 ? (
        <Text size="sm" c="dimmed">
          {t('level.everybody')}
        </Text>
      ) : valueIn(level, ['from']) === undefined ? (
        <Text size="sm" c="dimmed">
          {t('level.tasks')}
        </Text>
      ) : isMoney ? (
        <MoneyField label={t('level.from')} path={from} />
      ) : (
        <NumberField label={t('level.from')} path={from} />
      )}
    </ItemCard>
  );
}

/** Places of the document where every level has a value of its own. */
function byLevelIn(root: Raw, levels: readonly Raw[]): readonly Path[] {
  const ids = levels.map((level) => textAt(level, ['id']) ?? '');
  const places: Path[] = [];
  const walk = (value: Raw, path: Path): void => {
    if (isList(value)) {
      for (const [index, item] of value.entries()) walk(item, [...path, index]);
    } else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value);
      if (keys.length === ids.length && keys.length > 0 && keys.every((key) => ids.includes(key))) places.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    }
  };
  walk(root, []);
  return places;
}

function copied(root: Raw, path: Path, from: string, to: string): SourceEdit {
  return { type: 'set', path: [...path, to], value: valueIn(root, [...path, from]) ?? '0' };
}

/** The level, and as a ring how much of the way to the next is done. */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import type { CardProgram } from '../card-types.ts';
import { memberPhrases } from '../phrases.ts';
import classes from './level-card.module.css';

type Level = NonNullable<CardProgram['level']>;

export function LevelCard({ program }: { readonly program: CardProgram }): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const { level } = program;
  if (level === null) return null;
  const { next } = level;
  return (
    <Card>
      <Group wrap="nowrap" align="center" gap="md">
        {next === null || next.share === null ? null : <Ring share={next.share} />}
        <div>
          <Text fw={650} dir="auto">
            {next === null
              ? t('level.last', { name: level.name[language] })
              : t('level.next', { from: level.name[language], to: next.name[language] })}
          </Text>
          {next === null ? null : <Missing level={level} currency={program.currency} />}
          {level.until === null ? null : (
            <Text size="sm" c="dimmed">
              {t('level.until', { date: format.lastDay(level.until) })}
            </Text>
          )}
        </div>
      </Group>
      {level.privileges.length === 0 ? null : (
        <>
          <Text size="sm" c="dimmed" mt="sm">
            {t('level.gives')}
          </Text>
          <ul className={classes['privileges']}>
            {level.privileges.map((privilege) => (
              <li key={privilege.en}>{privilege[language]}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

const SIDE = 64;
const WIDTH = 6;
const RADIUS = (SIDE - WIDTH) / 2;
const AROUND = 2 * Math.PI * RADIUS;

/** Drawn by hand: Mantine's ring brings its tooltips along, 20 kB of script that the card has no room for. */
function Ring({ share }: { readonly share: number }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <svg
      className={classes['ring']}
      role="img"
      aria-label={t('level.share', { percent })}
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      width={SIDE}
      height={SIDE}
    >
      <circle cx={SIDE / 2} cy={SIDE / 2} r={RADIUS} strokeWidth={WIDTH} />
      <circle
        className={classes['done']}
        cx={SIDE / 2}
        cy={SIDE / 2}
        r={RADIUS}
        strokeWidth={WIDTH}
        strokeDasharray={`${share * AROUND} ${AROUND}`}
        transform={`rotate(-90 ${SIDE / 2} ${SIDE / 2})`}
      />
      <text x="50%" y="50%" dy=".35em" textAnchor="middle">
        {percent}
      </text>
    </svg>
  );
}

function Missing({ level: { by, next }, currency }: { readonly level: Level; readonly currency: string }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  if (next === null || next.missing === null || next.missingMinor === null) return null;
  const amount = by === 'money' ? format.money(next.missingMinor, { currency }) : format.number(Number(next.missing));
  return (
    <Text size="sm" c="dimmed">
      {t('level.missing', { amount })}
    </Text>
  );
}

/** A customer who spends 1 000: what they get, what they may pay next time, and until when. */
import { Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { PlaceProvider, useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Figure } from '../../ui/page.tsx';
import { earnedText } from '../receipt/earned-text.ts';
import { type Example, exampleOf, sumText } from './example.ts';
import { startPhrases } from './start-phrases.ts';

export function ExampleCard({ source }: { readonly source: string }): ReactNode {
  const [atMs] = useState(() => Date.now());
  const example = useMemo(() => exampleOf(source, atMs), [source, atMs]);
  const { currency, calendar } = example.program;
  return (
    <PlaceProvider place={{ currency, timeZone: calendar.zone }}>
      <Shown example={example} />
    </PlaceProvider>
  );
}

function Shown({ example }: { readonly example: Example }): ReactNode {
  const t = usePhrases(startPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const { first, payable } = example;
  const gone = first.goneAtMs;
  return (
    <Card title={t('example.title', { sum: sumText(example, format) })}>
      <Stack gap="md" role="status">
        <Figure
          label={t('example.gets')}
          value={earnedText(example.program, first.earned, format) ?? t('example.nothing')}
        />
        {first.reasons
          .filter(({ applied }) => applied)
          .map(({ text }) => (
            <Text key={text.en} size="sm" c="dimmed">
              {text[language]}
            </Text>
          ))}
        {payable === null ? null : <Figure label={t('example.pays')} value={format.money(payable)} />}
        {first.earned.length === 0 ? null : (
          <Text>
            {gone === null
              ? t('example.never')
              : t('example.gone', { date: format.date(new Date(gone).toISOString()) })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('example.why')}
        </Text>
      </Stack>
    </Card>
  );
}

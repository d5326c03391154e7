/** The whole text of a consent, opened where it is asked for. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import type { Consent } from '../card-types.ts';
import classes from './join.module.css';
import { joinPhrases } from './phrases.ts';

export function ConsentText({ consent }: { readonly consent: Consent }): ReactNode {
  const t = usePhrases(joinPhrases);
  const { language } = useSpeech();
  return (
    <details className={classes['text']}>
      <summary>
        {t('consents.read')}
        <span className={classes['hidden']}>: {consent.title[language]}</span>
      </summary>
      {consent.text[language].split(/\n{2,}/u).map((paragraph, index) => (
        <Text key={index} size="sm" mt="xs">
          {paragraph}
        </Text>
      ))}
    </details>
  );
}

/** Text to take along: it can be copied by a button and, where the browser lets no page copy (a server without https), by hand. */
import { Button, Group, Textarea } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';

export interface CopyTextProps {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

const ROWS_MAX = 24;

export function CopyText({ label, value, description }: CopyTextProps): ReactNode {
  const t = usePhrases(uiPhrases);
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<'untouched' | 'copied' | 'by-hand'>('untouched');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
    } catch {
      field.current?.select();
      setState('by-hand');
    }
  };
  return (
    <div>
      <Textarea
        ref={field}
        label={label}
        {...(description === undefined ? {} : { description })}
        value={value}
        readOnly
        autosize
        maxRows={ROWS_MAX}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', overflowWrap: 'anywhere' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="sm" mt="xs">
        <Button variant="default" onClick={() => void copy()}>
          {t('copy.copy')}
        </Button>
        <span role="status">
          {state === 'copied' ? t('copy.copied') : null}
          {state === 'by-hand' ? t('copy.by-hand') : null}
        </span>
      </Group>
    </div>
  );
}

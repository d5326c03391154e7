/** How an import stands, in words, and in the colour of whether somebody is needed. */
import { usePhrases } from '../../i18n/language.tsx';
import type { ImportState } from './imports.ts';
import { importListPhrases } from './list-phrases.ts';

export interface StateWords {
  readonly words: string;
  readonly color: 'accent' | 'gray' | 'yellow' | 'red';
}

export function useStateWords(): (state: ImportState) => StateWords {
  const t = usePhrases(importListPhrases);
  const all: Readonly<Record<ImportState, StateWords>> = {
    uploading: { words: t('state.uploading'), color: 'yellow' },
    read: { words: t('state.read'), color: 'yellow' },
    checking: { words: t('state.checking'), color: 'gray' },
    checked: { words: t('state.checked'), color: 'yellow' },
    running: { words: t('state.running'), color: 'gray' },
    stopping: { words: t('state.stopping'), color: 'gray' },
    stopped: { words: t('state.stopped'), color: 'yellow' },
    done: { words: t('state.done'), color: 'accent' },
    failed: { words: t('state.failed'), color: 'red' },
  };
  return (state) => all[state];
}

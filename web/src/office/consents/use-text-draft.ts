/**
 * A text as it is being changed. It is kept in this browser until it is published or given up: a closed tab, a lost connection or an ended
 * session loses nothing.
 */
import { useState } from 'react';
import { z } from 'zod';
import type { ConsentVersion } from './text-card.tsx';

const wordsSchema = z.object({ ru: z.string(), en: z.string() });
const draftSchema = z.object({ title: wordsSchema, text: wordsSchema, base: z.int() });

export type TextDraft = z.infer<typeof draftSchema>;

export interface TextDraftHold {
  readonly draft: TextDraft;
  change(draft: TextDraft): void;
  /** Nothing of one's own is left. */
  drop(): void;
}

export function useTextDraft(key: string, { title, text, version }: ConsentVersion): TextDraftHold {
  const [draft, setDraft] = useState<TextDraft>(() => readDraft(key) ?? { title, text, base: version });
  return {
    draft,
    change: (next) => {
      setDraft(next);
      write(key, next);
    },
    drop: () => write(key, null),
  };
}

export function hasDraft(key: string): boolean {
  return readDraft(key) !== null;
}

function readDraft(key: string): TextDraft | null {
  try {
    return draftSchema.parse(JSON.parse(localStorage.getItem(nameOf(key)) ?? 'null'));
  } catch {
    return null;
  }
}

function write(key: string, draft: TextDraft | null): void {
  try {
    if (draft === null) localStorage.removeItem(nameOf(key));
    else localStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing has it only as long as the page is open.
  }
}

function nameOf(key: string): string {
  return `kopilka.consent.${key}`;
}

/**
 * The document as it is being changed. It is kept in this browser, for each organization and program apart, until it is published or
 * given up: a closed tab, a lost connection or an ended session loses nothing.
 */
import { useEffect, useState } from 'react';
import { z } from 'zod';

export interface Published {
  readonly version: number;
  readonly source: string;
  readonly format: 'yaml' | 'json';
}

export interface Draft {
  readonly source: string;
  /** The version that it was made of. */
  readonly base: number;
  /** Milliseconds; null: just as it was published. */
  readonly changedAtMs: number | null;
}

export interface DraftHold {
  readonly draft: Draft;
  /** Whether it comes from an earlier visit. */
  readonly isRestored: boolean;
  change(source: string): void;
  /** The draft is what was published, or what is to be begun from: nothing of one's own is left. */
  reset(published: Published): void;
  /** Goes on with the same text, having seen a newer version. */
  rebase(version: number): void;
}

const storedSchema = z.object({ source: z.string(), base: z.int(), changedAtMs: z.number() });
const WRITE_AFTER_MS = 300;

export function useDraft(key: string, published: Published): DraftHold {
  const storedAs = `kopilka.draft.${key}`;
  const [restored] = useState(() => readStored(storedAs, published));
  const [draft, setDraft] = useState<Draft>(() => restored ?? fresh(published));
  const [isRestored, setRestored] = useState(restored !== null);
  useEffect(() => {
    const timer = setTimeout(() => writeStored(storedAs, draft), WRITE_AFTER_MS);
    const write = (): void => writeStored(storedAs, draft);
    addEventListener('pagehide', write);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', write);
      write();
    };
  }, [storedAs, draft]);
  return {
    draft,
    isRestored,
    change: (source) =>
      setDraft((before) => (before.source === source ? before : { ...before, source, changedAtMs: Date.now() })),
    reset: (next) => {
      setRestored(false);
      setDraft(fresh(next));
    },
    rebase: (version) => setDraft((before) => ({ ...before, base: version })),
  };
}

function fresh({ version, source }: Published): Draft {
  return { source, base: version, changedAtMs: null };
}

/** null when there is none, or it is what is published anyway. */
function readStored(storedAs: string, { source }: Published): Draft | null {
  try {
    const stored = storedSchema.parse(JSON.parse(localStorage.getItem(storedAs) ?? 'null'));
    return stored.source === source ? null : stored;
  } catch {
    return null;
  }
}

function writeStored(storedAs: string, { changedAtMs, ...draft }: Draft): void {
  try {
    if (changedAtMs === null) localStorage.removeItem(storedAs);
    else localStorage.setItem(storedAs, JSON.stringify({ ...draft, changedAtMs }));
  } catch {
    // A browser that keeps nothing has it only as long as the page is open.
  }
}

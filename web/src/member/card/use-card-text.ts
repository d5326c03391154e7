/** The text of the QR, made anew with each step of the clock and whenever the screen comes back. */
import { useEffect, useState } from 'react';
import { useCard } from '../session.tsx';
import { cardTextAt, holdsForMs } from '../token.ts';

/** null until it is made, and where there is no key to make it with. */
export function useCardText(): string | null {
  const { holder, now } = useCard();
  const key = holder?.key ?? null;
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    setText(null);
    if (key === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const make = async (): Promise<void> => {
      clearTimeout(timer);
      const at = now();
      const made = await cardTextAt(key, at);
      if (isGone) return;
      setText(made);
      timer = setTimeout(() => void make(), holdsForMs(key, at));
    };
    const comeBack = (): void => {
      if (document.visibilityState === 'visible') void make();
    };
    void make();
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      isGone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [key, now]);
  return text;
}

/** Counts down to a moment, such as the one from which another code can be asked for. */
import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** Whole seconds until a moment (ms), 0 when it has come. */
export function useCountdown(until: number): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const isOver = left === 0;
  useEffect(() => {
    setNow(Date.now());
    if (isOver) return undefined;
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, [until, isOver]);
  return left;
}

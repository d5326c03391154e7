/** Keeps the screen from going dark while the card is held out to a scanner. */
import { useEffect } from 'react';

export function useAwake(isOn: boolean): void {
  useEffect(() => {
    if (!isOn || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | null = null;
    let isGone = false;
    // The browser lets go of it whenever the page is hidden, and refuses it on a low battery: the card works without.
    const hold = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock.request('screen').catch(() => null);
      if (isGone) void lock?.release();
    };
    const comeBack = (): void => void hold();
    void hold();
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', comeBack);
      void lock?.release();
    };
  }, [isOn]);
}

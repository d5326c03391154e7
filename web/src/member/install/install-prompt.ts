/** The browser's offer to install the card as an app: it comes once, early, and is kept until somebody wants it. */
import { useSyncExternalStore } from 'react';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | null = null;
const listeners = new Set<() => void>();

/** Called before the first render: the event does not come again. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    if (!isPrompt(event)) return;
    event.preventDefault();
    set(event);
  });
  addEventListener('appinstalled', () => set(null));
}

/** null while the browser offers nothing: it is installed already, or this browser does it its own way. */
export function useInstallPrompt(): (() => void) | null {
  const prompt = useSyncExternalStore(subscribe, () => offered);
  if (prompt === null) return null;
  return () => {
    set(null);
    void prompt.prompt();
  };
}

function set(next: InstallPrompt | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function isPrompt(event: Event): event is InstallPrompt {
  return 'prompt' in event && typeof event.prompt === 'function';
}

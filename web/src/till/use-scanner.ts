/**
 * Hears a scanner wherever the focus is. Its first letters have landed in whatever field has the focus before anybody can know that it is
 * a scanner: when it is known, the field gets back what it had, and the Enter at the end presses nothing.
 */
import { useEffect, useEffectEvent } from 'react';
import { type Burst, GAP_MS_MAX, hear, NO_BURST, scannedIn } from './scanner.ts';

interface Field {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/** Longer than between two keys, because timers come late. */
const SILENCE_MS = GAP_MS_MAX * 2;

export function useScanner(onScan: (text: string) => void, isOn = true): void {
  const scan = useEffectEvent(onScan);
  useEffect(() => {
    if (!isOn) return undefined;
    let burst: Burst = NO_BURST;
    let before: Field | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (text: string): void => {
      if (before !== null) putBack(before);
      scan(text);
    };
    const listen = (event: KeyboardEvent): void => {
      clearTimeout(timer);
      const heard = hear(burst, {
        key: event.key,
        code: event.code,
        shift: event.shiftKey,
        capsLock: event.getModifierState('CapsLock'),
        ctrl: event.ctrlKey || event.metaKey || event.altKey,
        repeat: event.repeat,
        atMs: event.timeStamp,
      });
      if (heard.burst.keys.length === 1 && heard.burst !== burst) before = fieldOf(event.target);
      ({ burst } = heard);
      if (heard.isOurs) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (heard.scanned !== null) return end(heard.scanned);
      timer = setTimeout(() => {
        const text = scannedIn(burst);
        burst = NO_BURST;
        if (text !== null) end(text);
      }, SILENCE_MS);
      return undefined;
    };
    // Before anything of the page: what the scanner presses must not reach it.
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, [isOn]);
}

function fieldOf(target: EventTarget | null): Field | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? { element: target, value: target.value } : null;
}

/** React hears of it as if somebody had typed it: through the prototype's setter, because it watches the element's own. */
function putBack({ element, value }: Field): void {
  if (element.value === value) return;
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Reflect.set(prototype, 'value', value, element);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}

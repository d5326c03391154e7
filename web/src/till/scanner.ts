/**
 * Tells a scanner from a person: it types like a keyboard, only faster than anybody can. A burst of keys ends with Enter or Tab, or
 * with silence where a scanner has been set to send neither. Pure: what a key is and when it came are given.
 */
import { type Key, meantText } from './keyboard-layout.ts';

export interface Stroke extends Key {
  readonly ctrl: boolean;
  /** Held down: no scanner does that. */
  readonly repeat: boolean;
  readonly atMs: number;
}

/** The keys so far that came without a pause. */
export interface Burst {
  readonly keys: readonly Key[];
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

export interface Heard {
  readonly burst: Burst;
  /** What was scanned, when this key ended it. */
  readonly scanned: string | null;
  /** The key belongs to the scanner and must not do what it does for people. */
  readonly isOurs: boolean;
}

export const NO_BURST: Burst = { keys: [], firstAtMs: 0, lastAtMs: Number.NEGATIVE_INFINITY };

/** Between two keys: a busy computer may keep one of them for a moment. */
export const GAP_MS_MAX = 120;
/** Between keys on the average. The fastest people need twice as long. */
const MEAN_MS_MAX = 40;
/** A shorter burst may be somebody's two hands. */
const KEYS_MIN = 6;
const ENDS: ReadonlySet<string> = new Set(['Enter', 'Tab']);
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta']);

export function hear(burst: Burst, stroke: Stroke): Heard {
  if (MODIFIERS.has(stroke.key)) return { burst, scanned: null, isOurs: false };
  const goesOn = stroke.atMs - burst.lastAtMs <= GAP_MS_MAX && !stroke.repeat;
  if (ENDS.has(stroke.key)) {
    const scanned = goesOn ? scannedIn(burst) : null;
    return { burst: NO_BURST, scanned, isOurs: scanned !== null };
  }
  // Control characters inside a code come as Ctrl and a letter; the browser would open its own windows.
  if (stroke.ctrl) {
    const isOurs = goesOn && burst.keys.length > 0;
    return { burst: isOurs ? { ...burst, lastAtMs: stroke.atMs } : NO_BURST, scanned: null, isOurs };
  }
  if (stroke.key.length !== 1 || stroke.repeat) return { burst: NO_BURST, scanned: null, isOurs: false };
  const keys = goesOn ? [...burst.keys, stroke] : [stroke];
  const firstAtMs = goesOn ? burst.firstAtMs : stroke.atMs;
  return { burst: { keys, firstAtMs, lastAtMs: stroke.atMs }, scanned: null, isOurs: false };
}

/** What a burst was when nothing more comes; null when a person may have typed it. */
export function scannedIn({ keys, firstAtMs, lastAtMs }: Burst): string | null {
  const isFast = lastAtMs - firstAtMs <= MEAN_MS_MAX * (keys.length - 1);
  return keys.length >= KEYS_MIN && isFast ? meantText(keys) : null;
}

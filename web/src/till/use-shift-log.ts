/** The day's log of this till for its screens. */
import { useState } from 'react';
import { addToLog, readLog, type ShiftEntry, storageHere } from './shift-log.ts';

export function useShiftLog(organizationId: string): {
  readonly log: readonly ShiftEntry[];
  note(entry: ShiftEntry): void;
} {
  const key = `kopilka.till.log.${organizationId}`;
  const [log, setLog] = useState(() => readLog(storageHere(), key));
  return { log, note: (entry) => setLog(addToLog(storageHere(), key, entry)) };
}

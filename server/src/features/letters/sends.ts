/** By which channels this server sends what it writes; what it does not send waits in the outbox. */
import type { LetterChannel } from './store.ts';

export type Sends = Readonly<Record<LetterChannel, boolean>>;

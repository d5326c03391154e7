/** Waiting with an end: whoever asks is answered in a known time, whatever the work is waiting for. */

export class PatienceError extends Error {
  override readonly name = 'PatienceError';
  constructor(patienceMs: number) {
    super(`there was no answer within ${patienceMs} ms`);
  }
}

/** The work's outcome, or PatienceError after so many milliseconds. The work goes on; what it ends with then is nobody's. */
export async function withPatience<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new PatienceError(patienceMs)), patienceMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

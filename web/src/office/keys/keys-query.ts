/** The name under which the answer about the keys is remembered. */
export const KEYS = ['keys'];

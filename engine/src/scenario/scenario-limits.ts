/** How much a file of scenarios may hold. */
export const LIMITS = {
  scenarios: 500,
  steps: 200,
  lines: 100,
  list: 100,
  words: 300,
} as const;

// Four rooms: the engine's tests need nothing, the house tests read the repository, the web's neither, the server's
// share one PostgreSQL (and a browser looks at the screens it serves).
import { defineConfig } from 'vitest/config';

/** A test that takes longer hangs; what takes half a minute on a cluster or a slow machine does not. */
const DATABASE_TEST_TIMEOUT_MS = 120_000;
/** What a screen comes to show, on a machine that has other tests to run. */
const POLL_MS = 15_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'engine', include: ['engine/**/*.test.ts'] } },
      {
        test: {
          name: 'house',
          include: ['server/test/house/**/*.test.ts'],
          testTimeout: DATABASE_TEST_TIMEOUT_MS,
          hookTimeout: DATABASE_TEST_TIMEOUT_MS,
        },
      },
      {
        test: { name: 'web', include: ['web/**/*.test.ts'] },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'client/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'server/test/house/**'],
          globalSetup: ['server/test/harness/global-setup.ts'],
          testTimeout: DATABASE_TEST_TIMEOUT_MS,
          hookTimeout: DATABASE_TEST_TIMEOUT_MS,
          expect: { poll: { timeout: POLL_MS } },
        },
      },
    ],
  },
});

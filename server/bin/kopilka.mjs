#!/usr/bin/env node
// `npx kopilka …`: the same command under the pinned Node, whatever Node npm itself runs on.
import { join } from 'node:path';
import { runPinned } from '../../scripts/run.mjs';

await runPinned([join(import.meta.dirname, '../src/main.ts'), ...process.argv.slice(2)]);

// The tree that boundaries.test.ts lints: files that keep every rule, and files that break one each.

export interface Planted {
  readonly why: string;
  readonly path: string;
  readonly text: string;
  readonly rule: string;
}

const IMPORTS = 'eslint(no-restricted-imports)';

/** One file of each room, importing everything it may. */
export const CLEAN_TREE = {
  'engine/src/values/units.ts': 'export const unitsMax = 5;\n',
  'engine/src/decide.ts': `import { z } from 'zod';\nimport { unitsMax } from './values/units.ts';\nexport const decide = () => z.number().max(unitsMax);\n`,
  'engine/src/index.ts': `export { decide } from './decide.ts';\n`,
  'server/src/errors.ts': 'export const codes = [] as const;\n',
  'server/src/kit/clock.ts': `import { hostname } from 'node:os';\nexport const clock = () => hostname();\n`,
  'server/src/kit/postgres/start.ts': `import { clock } from '../clock.ts';\nexport const start = () => clock();\n`,
  'server/src/ledger/post.ts': `import { decide } from '@kopilka/engine';\nimport { codes } from '../errors.ts';\nimport { clock } from '../kit/clock.ts';\nexport const post = () => [decide, codes, clock];\n`,
  'server/src/features/members/store.ts': `import { clock } from '../../kit/clock.ts';\nexport const findMember = () => clock();\n`,
  'server/src/features/members/find.ts': `import { findMember } from './store.ts';\nexport const find = () => findMember();\n`,
  'server/src/features/members/routes.ts': `import { find } from './find.ts';\nexport const memberRoutes = () => find();\n`,
  'server/src/features/purchases/record.ts': `import { decide } from '@kopilka/engine';\nimport { codes } from '../../errors.ts';\nimport { clock } from '../../kit/clock.ts';\nimport { post } from '../../ledger/post.ts';\nimport { find } from '../members/find.ts';\nexport const record = () => [decide, codes, clock, post, find];\n`,
  'server/src/app.ts': `import { memberRoutes } from './features/members/routes.ts';\nexport const app = () => memberRoutes();\n`,
  'client/src/index.ts': `export const client = 1;\n`,
  'web/src/office/main.ts': `import { decide } from '@kopilka/engine';\nexport const office = () => decide();\n`,
} as const satisfies Record<string, string>;

const importing = (specifier: string) => `import { thing } from '${specifier}';\nexport const bad = () => thing;\n`;

export const PLANTED: readonly Planted[] = [
  forbidden('the engine imports the server', 'engine/src/bad-server.ts', '@kopilka/server'),
  forbidden('the engine reaches into the server by a path', 'engine/src/bad-path.ts', '../../server/src/app.ts'),
  forbidden('the engine imports Node', 'engine/src/bad-node.ts', 'node:fs'),
  forbidden('the engine imports Node by its old name', 'engine/src/bad-node-old.ts', 'fs'),
  forbidden('the engine imports a database driver', 'engine/src/bad-pg.ts', 'pg'),
  forbidden('the kit imports the engine', 'server/src/kit/bad-engine.ts', '@kopilka/engine'),
  forbidden('the kit imports the ledger', 'server/src/kit/bad-ledger.ts', '../ledger/post.ts'),
  forbidden('the kit imports the error table', 'server/src/kit/bad-errors.ts', '../errors.ts'),
  forbidden("a kit's room imports a feature", 'server/src/kit/postgres/bad.ts', '../../features/members/find.ts'),
  forbidden('the ledger imports a feature', 'server/src/ledger/bad-feature.ts', '../features/members/find.ts'),
  forbidden('the ledger imports the application', 'server/src/ledger/bad-app.ts', '../app.ts'),
  forbidden("a ledger's room imports a feature", 'server/src/ledger/audit/bad.ts', '../../features/members/find.ts'),
  forbidden('the server imports the web', 'server/src/bad-web.ts', '@kopilka/web'),
  forbidden('the server imports the client', 'server/src/features/purchases/bad-client.ts', '@kopilka/client'),
  forbidden("a feature imports another's store", 'server/src/features/purchases/bad-store.ts', '../members/store.ts'),
  forbidden(
    "a feature imports another's routes",
    'server/src/features/purchases/bad-routes.ts',
    '../members/routes.ts',
  ),
  forbidden(
    "a feature's room imports another feature's store",
    'server/src/features/purchases/batch/bad.ts',
    '../../members/store.ts',
  ),
  forbidden('a feature imports the application', 'server/src/features/purchases/bad-app.ts', '../../app.ts'),
  forbidden(
    'the server reaches into the engine by a path',
    'server/src/features/purchases/bad-engine.ts',
    '../../../../engine/src/decide.ts',
  ),
  forbidden('the client imports the engine', 'client/src/bad-engine.ts', '@kopilka/engine'),
  forbidden('the web imports the server', 'web/src/office/bad-server.ts', '@kopilka/server'),
  forbidden('the web reaches into the server by a path', 'web/src/office/bad-path.ts', '../../../server/src/app.ts'),
  forbidden('the web imports Node', 'web/src/office/bad-node.ts', 'node:fs'),
  {
    why: 'the web asks the server past the client',
    path: 'web/src/office/bad-fetch.ts',
    text: `export const bad = () => fetch('/v1/programs');\n`,
    rule: 'eslint(no-restricted-globals)',
  },
  {
    why: 'the web asks the server past the client by way of the window',
    path: 'web/src/office/bad-window-fetch.ts',
    text: `export const bad = () => globalThis.fetch('/v1/programs');\n`,
    rule: 'eslint(no-restricted-properties)',
  },
  {
    why: 'two files import each other',
    path: 'server/src/ledger/cycle-a.ts',
    text: `import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;\n`,
    rule: 'import(no-cycle)',
  },
  {
    why: 'and so does the other',
    path: 'server/src/ledger/cycle-b.ts',
    text: `import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;\n`,
    rule: 'import(no-cycle)',
  },
  broken('any', 'typescript(no-explicit-any)', 'export const bad = (value: any): unknown => value;'),
  broken(
    'non-null',
    'typescript(no-non-null-assertion)',
    'export const bad = (value: string | undefined): string => value!;',
  ),
  broken(
    'as',
    'typescript(consistent-type-assertions)',
    'export const bad = (value: unknown): string => value as string;',
  ),
  broken('default-export', 'import(no-default-export)', 'const bad = 1;\nexport default bad;'),
  broken('barrel', 'oxc(no-barrel-file)', `export * from './post.ts';\nexport * from '../kit/clock.ts';`),
  broken('BadName', 'unicorn(filename-case)', 'export const bad = 1;'),
  broken('long-file', 'eslint(max-lines)', 'export const bad = 1;\n'.padEnd(500, '\n')),
  broken(
    'long-function',
    'eslint(max-lines-per-function)',
    `export function bad(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(100)}  return n;\n}`,
  ),
  broken(
    'floating-promise',
    'typescript(no-floating-promises)',
    'const later = async (): Promise<number> => Promise.resolve(1);\nexport function bad(): void {\n  later();\n}',
  ),
  broken(
    'forgotten-case',
    'typescript(switch-exhaustiveness-check)',
    `export function bad(kind: 'earn' | 'burn'): void {\n  switch (kind) {\n    case 'earn':\n      break;\n  }\n}`,
  ),
  broken('console', 'eslint(no-console)', `export const bad = () => console.log('here');`),
  {
    why: 'the engine reads the clock',
    path: 'engine/src/bad-clock.ts',
    text: 'export const bad = () => Date.now();\n',
    rule: 'eslint(no-restricted-properties)',
  },
  {
    why: 'the engine throws dice',
    path: 'engine/src/bad-dice.ts',
    text: 'export const bad = () => Math.random();\n',
    rule: 'eslint(no-restricted-properties)',
  },
];

function forbidden(why: string, path: string, specifier: string): Planted {
  return { why, path, text: importing(specifier), rule: IMPORTS };
}

function broken(name: string, rule: string, text: string): Planted {
  return { why: `${rule} in ${name}`, path: `server/src/ledger/${name}.ts`, text: `${text}\n`, rule };
}

// What every file of the house keeps to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isText, listProjectFiles, PROJECT } from './project-files.ts';

const SOURCE_LINES_MAX = 400;
const texts = listProjectFiles().filter(isText);
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

test('no source file is longer than 400 lines', () => {
  const sources = texts.filter((path) => /\.(?:[cm]?[jt]sx?)$/u.test(path) && !path.includes('/generated/'));
  const long = sources
    .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > SOURCE_LINES_MAX);
  expect(long).toEqual([]);
});

test('every module opens with a comment that says what it is for', () => {
  const modules = texts.filter((path) => /^(?:engine|server|client|web)\/.*\.tsx?$/u.test(path));
  const silent = modules.filter((path) => !path.endsWith('.test.ts') && !/^(?:#!.*\n)?\/[/*]/u.test(read(path)));
  expect(silent).toEqual([]);
});

test('nothing names the place where it was written', () => {
  // Put together here, so that this file does not name it either.
  const places = [['', 'work', ''].join('/'), ['shared', 'design'].join('/'), ['..', 'shared'].join('/')];
  const naming = texts.filter((path) => places.some((place) => read(path).includes(place)));
  expect(naming).toEqual([]);
});

test('package-lock.json names no registry, so that any mirror serves', () => {
  expect(read('package-lock.json').match(/"resolved": "https?:[^"]*"/gu)).toBeNull();
});

test('package-lock.json has the packages of every platform, so that npm ci accepts it anywhere', () => {
  const entry = z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() });
  const { packages } = z.object({ packages: z.record(z.string(), entry) }).parse(JSON.parse(read('package-lock.json')));
  const wanted = Object.values(packages).flatMap((item) => Object.keys(item.optionalDependencies ?? {}));
  const missing = wanted.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing, 'run npm run lock').toEqual([]);
});

test('dependencies are exact versions', () => {
  const manifests = texts.filter((path) => path.endsWith('package.json'));
  const loose = manifests.flatMap((path) =>
    [...read(path).matchAll(/"[^"]+": "(?:[~^>]|\*)[^"]*"/gu)]
      .map(([text]) => `${path} ${text}`)
      .filter((text) => !/"(?:node|npm)": ">=/u.test(text)),
  );
  expect(loose).toEqual([]);
});

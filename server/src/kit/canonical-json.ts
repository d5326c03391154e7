/**
 * One text for one meaning: JSON with the keys of objects in order and without what is undefined, and its sha-256. Two
 * requests that mean the same have the same hash, whatever order their keys came in.
 */
import { hash } from 'node:crypto';

export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlainObject(part) ? ordered(part) : part));
}

export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

function ordered(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

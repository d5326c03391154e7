import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('so many requests are let in, and another one when one has left', () => {
  const gate = createGate({ requestsMax: 2, bodyBytesMax: 100 });
  const leave = gate.enter(1);
  gate.enter(1);
  expect(gate.enter(1)).toBeNull();
  leave?.();
  leave?.();
  expect(gate.inside()).toBe(1);
  expect(gate.enter(1)).not.toBeNull();
  expect(gate.enter(1)).toBeNull();
});

test('bodies have so many bytes together; a single one may be larger', () => {
  const gate = createGate({ requestsMax: 10, bodyBytesMax: 100 });
  const leave = gate.enter(150);
  expect(leave).not.toBeNull();
  expect(gate.enter(1)).toBeNull();
  leave?.();
  expect(gate.enter(60)).not.toBeNull();
  expect(gate.enter(40)).not.toBeNull();
  expect(gate.enter(1)).toBeNull();
});

// Goods without a receipt, as rows a shop owner can read; then what must hold whatever is bought and brought back.
import { quantity } from '@kopilka/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Goods, matchReturn, type PurchaseLeft } from './match.ts';

const PIECE = 1_000_000;

/** "may: tea 2, cake 1" is a purchase named may with two teas and a cake left. */
function purchases(...texts: readonly string[]): PurchaseLeft[] {
  return texts.map((text) => {
    const [purchase = '', goods = ''] = text.split(': ');
    return { purchase, lines: goodsOf(goods).map(({ sku, quantity: left }, line) => ({ line, sku, left })) };
  });
}

function goodsOf(text: string): Goods[] {
  return text.split(', ').map((part) => {
    const [sku = '', count = ''] = part.split(' ');
    return { sku, quantity: quantity(Math.round(Number(count) * PIECE)) };
  });
}

function told(match: ReturnType<typeof matchReturn>): string {
  const parts = match.parts.map(
    (part) => `${part.purchase} ${part.lines.map((line) => `#${line.line}×${line.quantity / PIECE}`).join(' ')}`,
  );
  const missing = match.unmatched.map((goods) => `no ${goods.sku}×${goods.quantity / PIECE}`);
  return [...parts, ...missing].join('; ');
}

describe('goods are found in the newest purchase first', () => {
  test.each([
    ['one of the newest', ['june: tea 1', 'may: tea 1'], 'tea 1', 'june #0×1'],
    ['more than the newest holds', ['june: tea 1', 'may: tea 2'], 'tea 2', 'june #0×1; may #0×1'],
    ['two lines of one article', ['june: tea 1, cake 1, tea 2'], 'tea 2', 'june #0×1 #2×1'],
    ['several articles', ['june: tea 1', 'may: cake 1'], 'tea 1, cake 1', 'june #0×1; may #0×1'],
    ['the same article named twice', ['june: tea 3'], 'tea 1, tea 1', 'june #0×2'],
    ['weighed goods', ['june: cheese 0.355', 'may: cheese 1.2'], 'cheese 0.5', 'june #0×0.355; may #0×0.145'],
    ['more than was ever bought', ['june: tea 1'], 'tea 3', 'june #0×1; no tea×2'],
    ['never bought', ['june: tea 1'], 'cake 1', 'no cake×1'],
    ['nothing left of it', ['june: tea 0', 'may: tea 1'], 'tea 1', 'may #0×1'],
  ])('%s', (_name, bought, wanted, expected) => {
    expect(told(matchReturn(purchases(...bought), goodsOf(wanted)))).toBe(expected);
  });
});

test('what is matched and what is not add up to what was wanted, and no line gives more than is left', () => {
  const sku = fc.constantFrom('tea', 'cake', 'bun');
  const amount = fc.integer({ min: 0, max: 5 * PIECE }).map(quantity);
  const bought = fc.array(fc.array(fc.record({ sku, left: amount }), { maxLength: 4 }), { maxLength: 5 });
  const wanted = fc.array(fc.record({ sku, quantity: amount }), { maxLength: 4 });
  fc.assert(
    fc.property(bought, wanted, (receipts, goods) => {
      const left = receipts.map((lines, index) => ({
        purchase: String(index),
        lines: lines.map((line, at) => ({ ...line, line: at })),
      }));
      const { parts, unmatched } = matchReturn(left, goods);
      for (const name of ['tea', 'cake', 'bun']) {
        const taken = parts.flatMap((part) =>
          part.lines
            .filter((line) => receipts[Number(part.purchase)]?.[line.line]?.sku === name)
            .map((line) => line.quantity),
        );
        const missing = unmatched.filter((one) => one.sku === name).map((one) => one.quantity);
        const asked = goods.filter((one) => one.sku === name).map((one) => one.quantity);
        expect(sum(taken) + sum(missing)).toBe(sum(asked));
      }
      for (const part of parts) {
        for (const line of part.lines) {
          expect(line.quantity).toBeGreaterThan(0);
          expect(line.quantity).toBeLessThanOrEqual(receipts[Number(part.purchase)]?.[line.line]?.left ?? 0);
        }
      }
    }),
  );
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

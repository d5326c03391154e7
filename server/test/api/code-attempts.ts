// The operations of codes and gift cards as somebody else's key would call them. Here nothing of the kind exists on either side; that
// codes, cards and payments which do exist are unknown to others is told in coupons.test.ts and gift-card-trouble.test.ts.
import { randomUUID } from 'node:crypto';
import type { Sent } from './test-api.ts';

export type CodeAttempt = readonly [method: string, url: string, sent: Sent, status: number, code: string | null];

export function codeAttempts(member: { readonly id: string }): readonly CodeAttempt[] {
  const id = randomUUID();
  const json = (body: object): Sent => ({ json: body });
  const code = 'SOMEBODY-ELSES';
  return [
    ['POST', '/v1/coupons/any/issues', json({ member }), 404, 'coupon_unknown'],
    ['POST', '/v1/coupon-batches', json({ couponId: 'any', count: 1, member }), 404, 'coupon_unknown'],
    ['GET', `/v1/coupon-batches/${id}`, {}, 404, 'coupon_batch_unknown'],
    ['GET', `/v1/coupon-batches/${id}/codes.csv`, {}, 404, 'coupon_batch_unknown'],
    ['POST', `/v1/coupon-batches/${id}/block`, {}, 404, 'coupon_batch_unknown'],
    ['POST', `/v1/coupon-batches/${id}/unblock`, {}, 404, 'coupon_batch_unknown'],
    ['POST', '/v1/coupon-codes/check', json({ code, member }), 404, 'member_unknown'],
    ['POST', '/v1/coupon-codes/block', json({ code }), 404, 'coupon_code_unknown'],
    ['POST', '/v1/coupon-codes/unblock', json({ code }), 404, 'coupon_code_unknown'],
    ['POST', '/v1/gift-cards', json({ amount: 100_000 }), 422, 'gift_cards_not_offered'],
    ['POST', '/v1/gift-cards/activate', json({ code }), 404, 'gift_card_unknown'],
    ['POST', '/v1/gift-cards/payments', json({ code, amount: 1, receiptId: 'r' }), 404, 'gift_card_unknown'],
    ['GET', '/v1/gift-cards/payments?receiptId=r', {}, 200, null],
    ['POST', '/v1/gift-cards/refunds', json({ paymentId: id, amount: 1 }), 404, 'gift_card_payment_unknown'],
    ['POST', '/v1/gift-cards/check', json({ code }), 404, 'gift_card_unknown'],
    ['GET', `/v1/gift-cards/${id}`, {}, 404, 'gift_card_unknown'],
    ['GET', `/v1/gift-cards/${id}/operations`, {}, 404, 'gift_card_unknown'],
    ['GET', `/v1/gift-cards/batches/${id}`, {}, 404, 'gift_card_batch_unknown'],
    ['GET', `/v1/gift-cards/batches/${id}/codes.csv`, {}, 404, 'gift_card_batch_unknown'],
    ['POST', '/v1/gift-cards/block', json({ id }), 404, 'gift_card_unknown'],
    ['POST', '/v1/gift-cards/unblock', json({ id }), 404, 'gift_card_unknown'],
  ];
}

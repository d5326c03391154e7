/** What the load is asked for, and what it answers. */
import { z } from 'zod';

export const loadPlanSchema = z.object({
  port: z.int(),
  key: z.string(),
  ask: z.enum(['purchase', 'quote']),
  /** How members are named: by id, or by the card of so many. */
  members: z.union([z.array(z.string()).readonly(), z.object({ cards: z.int() })]),
  connections: z.int(),
  seconds: z.number(),
  /** Receipts in one request; 1 uses POST /v1/purchases or /v1/quotes, more the batch endpoint. */
  receipts: z.int().default(1),
  /** Requests a second over all connections; without it each connection asks again as soon as it is answered. */
  rate: z.number().nullable().default(null),
  /** This part of the members gets 90 % of the receipts. */
  hot: z.number().nullable().default(null),
  /** Distinguishes the receipt numbers of this run. */
  run: z.string(),
});

export const loadResultSchema = z.object({
  receipts: z.int(),
  seconds: z.number(),
  /** Requests whose answer was not the expected one. */
  bad: z.int(),
  /** Of the load's own process, for one receipt. */
  processorMicroseconds: z.number(),
  /** Milliseconds; at a given rate from the moment when it should have been sent, without the first second. */
  latency: z.object({ p50: z.number(), p99: z.number() }),
});

export type LoadPlan = z.input<typeof loadPlanSchema>;
export type LoadResult = z.infer<typeof loadResultSchema>;

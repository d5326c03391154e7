/** What the load is asked for, and what it answers. */
import { z } from 'zod';

export const loadPlanSchema = z.object({
  port: z.int(),
  key: z.string(),
  members: z.array(z.string()).readonly(),
  connections: z.int(),
  seconds: z.number(),
  /** Receipts in one request; 1 uses POST /v1/purchases, more the batch endpoint. */
  receipts: z.int(),
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
  /** Milliseconds. */
  latency: z.object({ p50: z.number(), p99: z.number() }),
});

export type LoadPlan = z.infer<typeof loadPlanSchema>;
export type LoadResult = z.infer<typeof loadResultSchema>;

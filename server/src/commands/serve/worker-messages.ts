/** What the main process and its workers say to each other. */
import { z } from 'zod';

/** A worker's word. `metrics` are what prom-client answers as JSON: only its aggregation looks inside. */
export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('listening'), address: z.string() }),
  /** It cannot begin, and another one could not either. */
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
  /** Somebody asked it for the metrics of all. */
  z.strictObject({ type: z.literal('metrics-wanted'), id: z.string() }),
  z.strictObject({
    type: z.literal('metrics-own'),
    id: z.string(),
    metrics: z.array(z.custom<object>((value) => typeof value === 'object' && value !== null)),
  }),
]);

export const toWorkerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('metrics-measure'), id: z.string() }),
  z.strictObject({ type: z.literal('metrics-of-all'), id: z.string(), text: z.string() }),
]);

export type FromWorker = z.infer<typeof fromWorkerSchema>;
export type ToWorker = z.infer<typeof toWorkerSchema>;

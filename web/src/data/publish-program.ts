/** Sends a program's document as it was written, comments and all: it is text, whatever its format. */
import type { Schema } from '@kopilka/client';
import type { Api } from './api.ts';

export interface Publication {
  readonly programId: string;
  readonly source: string;
  readonly format: 'yaml' | 'json';
  /** The newest version that the author has seen; whatever it is if absent. */
  readonly expectedVersion?: number;
  /** ISO; now if absent. */
  readonly effectiveFrom?: string;
}

/** Throws TroubleError. */
export function publishProgram({ client, answer }: Api, publication: Publication): Promise<Schema<'PublishedProgram'>> {
  const { programId, source, format, ...query } = publication;
  return answer(
    client.PUT('/v1/programs/{id}', {
      params: { path: { id: programId }, query },
      headers: { 'content-type': format === 'yaml' ? 'application/yaml' : 'application/json' },
      body: source,
      bodySerializer: (body) => (typeof body === 'string' ? body : JSON.stringify(body)),
    }),
  );
}

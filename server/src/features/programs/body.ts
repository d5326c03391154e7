/**
 * A program document as the body of a request: kept as text, comments and all, with the format its content type names.
 * Reading it is the engine's work; here only the envelope is checked.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ProgramFormat } from './store.ts';

export interface ProgramBody {
  readonly source: string;
  readonly format: ProgramFormat;
}

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

export const programBodyField = z
  .custom<ProgramBody>(isProgramBody, 'the body must be a program document')
  .meta({ description: 'The document: see /v1/program-schema.', type: 'object' });

/** Replaces the parsers of this part of the server: bodies stay text. */
export function takeProgramText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, source: string, done) =>
    done(null, { source, format: 'json' }),
  );
  app.addContentTypeParser(YAML_TYPES, { parseAs: 'string' }, (_request, source: string, done) =>
    done(null, { source, format: 'yaml' }),
  );
}

function isProgramBody(value: unknown): value is ProgramBody {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    // PostgreSQL's text cannot hold NUL.
    !value.source.includes('\0') &&
    value.source.isWellFormed() &&
    'format' in value
  );
}

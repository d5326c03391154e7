/** A CSV file as the answer of a route: a stream of text. */
import { Readable } from 'node:stream';
import { z } from 'zod';

export const csvField = z
  .custom<Readable>((value) => value instanceof Readable)
  .meta({ description: 'CSV by RFC 4180 in UTF-8, with a line of headings.', type: 'string' });

export const CSV_HEADERS = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="codes.csv"',
  'cache-control': 'no-store',
} as const;

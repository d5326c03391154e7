/** The file itself cannot be read as it was said: one sentence for whoever typed the command, a code for whoever sent it over HTTP. */
import type { ErrorCode, ErrorParams } from '../../errors.ts';

export type FileErrorCode = Extract<ErrorCode, `import_file_${string}` | 'import_sheet_unknown'>;

export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
  readonly code: FileErrorCode;
  readonly params: ErrorParams;

  constructor(
    message: string,
    {
      code = 'import_file_damaged',
      params = {},
      cause,
    }: { code?: FileErrorCode; params?: ErrorParams; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.params = params;
  }
}

// Why a data directory cannot be used, as one sentence for the person at the terminal and a code for programs.
// Thrown before anything in the directory is changed, so that mending the cause and starting again is always safe.

export type DataDirectoryErrorCode =
  | 'taken'
  | 'not-a-directory'
  | 'not-writable'
  | 'not-a-cluster'
  | 'newer-version'
  | 'older-version'
  | 'secrets-missing'
  | 'cannot-start';

export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
  readonly code: DataDirectoryErrorCode;

  constructor(code: DataDirectoryErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

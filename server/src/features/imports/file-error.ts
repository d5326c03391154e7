/** The file itself cannot be read as the mapping says: one sentence for whoever typed the command. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

/**
 * XML as it flows by. A document type is refused before anything of it counts: nothing that a workbook's own program writes has one, and
 * entities that expand each other live there.
 */
import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import { ImportFileError } from '../file-error.ts';
import { bomb, fileErrorOf } from './zip.ts';

export interface XmlHandler {
  /** Names come without their prefixes. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** `take` is asked after each piece for what has been gathered of it. Throws ImportFileError. */
export async function* xmlItems<T>(
  stream: AsyncIterable<Buffer>,
  handler: XmlHandler,
  take: () => readonly T[],
): AsyncGenerator<T> {
  const reader = openReader(handler);
  try {
    for await (const chunk of stream) {
      reader.write(chunk);
      yield* take();
    }
    reader.end();
    yield* take();
  } catch (error) {
    throw fileErrorOf(error);
  }
}

/** To its end. Throws ImportFileError. */
export async function readXml(stream: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const reader = openReader(handler);
  try {
    for await (const chunk of stream) reader.write(chunk);
    reader.end();
  } catch (error) {
    throw fileErrorOf(error);
  }
}

function openReader(handler: XmlHandler) {
  const parser = sax.parser(true, { position: false });
  parser.onopentag = ({ name, attributes }) => handler.open(bare(name), textsOf(attributes));
  parser.ontext = (text) => handler.text(text);
  parser.oncdata = (text) => handler.text(text);
  parser.onclosetag = (name) => handler.close(bare(name));
  parser.ondoctype = () => {
    throw bomb();
  };
  parser.onerror = (error) => {
    throw new ImportFileError(`The workbook cannot be read: ${error.message}`, { cause: error });
  };
  const decoder = new StringDecoder('utf8');
  return {
    write: (chunk: Buffer): void => void parser.write(decoder.write(chunk)),
    end: (): void => void parser.write(decoder.end()).close(),
  };
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textsOf(attributes: Readonly<Record<string, string | sax.QualifiedAttribute>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [bare(name), typeof value === 'string' ? value : value.value]),
  );
}

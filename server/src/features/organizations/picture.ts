/**
 * Whether bytes are really a picture that browsers show as one, by walking through its whole structure: PNG (W3C PNG, third edition, 5), JPEG
 * (ITU T.81, annex B), WebP (RFC 9649). What a sender calls it is not asked. A picture ends where its format ends, so nothing hides behind it, and
 * text that can hold scripts, such as SVG, is none.
 */
import { crc32 } from 'node:zlib';

export const MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export interface Picture {
  readonly mediaType: (typeof MEDIA_TYPES)[number];
  readonly width: number;
  readonly height: number;
}

/** null when it is none of the three, or not whole. */
export function readPicture(bytes: Buffer): Picture | null {
  try {
    return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  } catch (error) {
    // Its structure points beyond its end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Length, type and checksum around a chunk's data. */
const PNG_AROUND_BYTES = 12;

function readPng(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return null;
  const types: string[] = [];
  let at = PNG_SIGNATURE.length;
  while (at < bytes.length) {
    const end = at + PNG_AROUND_BYTES + bytes.readUInt32BE(at);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    types.push(bytes.toString('latin1', at + 4, at + 8));
    at = end;
  }
  if (types[0] !== 'IHDR' || types.indexOf('IEND') !== types.length - 1 || !types.includes('IDAT')) return null;
  return { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const JPEG_START = 0xffd8;
const JPEG_END = 0xffd9;
const JPEG_SCAN = 0xda;
/** Frames begin with these markers, but for the three among them that are tables and extensions. */
const JPEG_FRAME_FIRST = 0xc0;
const JPEG_FRAME_LAST = 0xcf;
const JPEG_NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

function readJpeg(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== JPEG_START || bytes.readUInt16BE(bytes.length - 2) !== JPEG_END)
    return null;
  let found: Picture | null = null;
  let at = 2;
  // Segments up to the first scan; what is between there and the end is the picture itself.
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return null;
    if (marker === JPEG_SCAN) return isOneJpeg(bytes, at + 2 + length) ? found : null;
    if (marker >= JPEG_FRAME_FIRST && marker <= JPEG_FRAME_LAST && !JPEG_NO_FRAME.has(marker))
      found = { mediaType: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + length;
  }
}

/** Whether the end after the first scan is that of the file. */
function isOneJpeg(bytes: Buffer, from: number): boolean {
  const end = Buffer.from([JPEG_END >> 8, JPEG_END & 0xff]);
  return bytes.indexOf(end, from) === bytes.length - 2;
}

const WEBP_HEAD_BYTES = 12;
const WEBP_CHUNK_HEAD_BYTES = 8;
const WEBP_LOSSY_START = 0x9d012a;
const WEBP_LOSSLESS_START = 0x2f;
const FOURTEEN_BITS = 0x3fff;

function readWebp(bytes: Buffer): Picture | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, WEBP_HEAD_BYTES) !== 'WEBP') return null;
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return null;
  const chunks: { readonly type: string; readonly from: number }[] = [];
  let at = WEBP_HEAD_BYTES;
  while (at < bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    chunks.push({ type: bytes.toString('latin1', at, at + 4), from: at + WEBP_CHUNK_HEAD_BYTES });
    // Chunks begin at even places.
    at += WEBP_CHUNK_HEAD_BYTES + length + (length % 2);
  }
  if (at !== bytes.length) return null;
  const image = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  const size = image === undefined ? null : webpSize(bytes, image);
  return size === null ? null : { mediaType: 'image/webp', ...size };
}

function webpSize(
  bytes: Buffer,
  { type, from }: { readonly type: string; readonly from: number },
): Pick<Picture, 'width' | 'height'> | null {
  if (type === 'VP8 ') {
    if (bytes.readUIntBE(from + 3, 3) !== WEBP_LOSSY_START) return null;
    return {
      width: bytes.readUInt16LE(from + 6) & FOURTEEN_BITS,
      height: bytes.readUInt16LE(from + 8) & FOURTEEN_BITS,
    };
  }
  if (bytes.readUInt8(from) !== WEBP_LOSSLESS_START) return null;
  const sizes = bytes.readUInt32LE(from + 1);
  return { width: (sizes & FOURTEEN_BITS) + 1, height: ((sizes >>> 14) & FOURTEEN_BITS) + 1 };
}

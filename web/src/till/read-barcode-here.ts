/**
 * Reads codes where the browser cannot (Safari, Firefox, Chrome on Windows): ZXing as WebAssembly, served by this server. Loaded when the
 * camera is opened for the first time.
 */
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { ReadBarcode } from './read-barcode.ts';

const OPTIONS: ReaderOptions = {
  formats: ['QRCode', 'Code128', 'EAN-13', 'Code39', 'ITF'],
  maxNumberOfSymbols: 1,
  tryHarder: true,
};
/** More pixels are slower to read and no better. */
const SIDE_MAX = 1024;

let canvas: HTMLCanvasElement | undefined;

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

export const readBarcodeHere: ReadBarcode = async (video) => {
  canvas ??= document.createElement('canvas');
  const scale = Math.min(1, SIDE_MAX / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('a canvas without a picture');
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const [found] = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
  return found === undefined || !found.isValid ? null : found.text;
};

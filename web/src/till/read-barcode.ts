/**
 * Reads a code out of a picture of the camera: by the browser where it can, otherwise by a library that is fetched from this server
 * only then.
 */

/** Null when there is no code in it. */
export type ReadBarcode = (video: HTMLVideoElement) => Promise<string | null>;

/** https://wicg.github.io/shape-detection-api/ : the part that is used here. */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  interface Window {
    BarcodeDetector?: {
      new (options: { readonly formats: readonly string[] }): BarcodeDetector;
      getSupportedFormats(): Promise<readonly string[]>;
    };
  }
}

/** Of cards and coupons. */
const FORMATS = ['qr_code', 'code_128', 'ean_13', 'code_39', 'itf'];

export async function openBarcodeReader(): Promise<ReadBarcode> {
  return (await openBrowsers()) ?? (await import('./read-barcode-here.ts')).readBarcodeHere;
}

async function openBrowsers(): Promise<ReadBarcode | null> {
  const { BarcodeDetector: Detector } = window;
  if (Detector === undefined) return null;
  const supported = await Detector.getSupportedFormats();
  const formats = FORMATS.filter((format) => supported.includes(format));
  // Some browsers have the name and can read nothing.
  if (!formats.includes('qr_code')) return null;
  const detector = new Detector({ formats });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

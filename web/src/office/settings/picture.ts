/**
 * A picture that somebody chose, as the server takes it: drawn anew, smaller where it is too large, so that nothing else leaves the device with it
 * (a photograph says where it was taken). What the browser cannot read the server looks at, and says in words what is wrong.
 */

const BYTES_MAX = 256 * 1024;
const SIDE_PIXELS_MAX = 512;
const QUALITY = 0.9;

/** In base64; null when the browser cannot read it as a picture, and it is too large for the server to look at. */
export async function pictureOf(file: Blob): Promise<string | null> {
  const drawn = await redrawn(file);
  const sent = drawn ?? (file.size <= BYTES_MAX ? file : null);
  return sent === null ? null : base64Of(new Uint8Array(await sent.arrayBuffer()));
}

async function redrawn(file: Blob): Promise<Blob | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  const scale = Math.min(1, SIDE_PIXELS_MAX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const png = await blobOf(canvas, 'image/png');
  // A photograph is light only as WebP, or as PNG where the browser writes none.
  return png !== null && png.size <= BYTES_MAX ? png : blobOf(canvas, 'image/webp');
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

/** Byte by byte: as arguments of one call they would be too many. */
function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

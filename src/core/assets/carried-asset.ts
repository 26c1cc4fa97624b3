import { type Asset, sha256 } from './asset';
import { limits } from '../base/limits';
import { bytesReader } from '../source/byte-reader';
import { readHeader } from '../source/header';

/**
 * Returns the asset of a PNG file that came with a document, or null when it is not what its hash
 * says, or not as we keep pictures.
 */
export async function carriedAsset(
  hash: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Asset | null> {
  if ((await sha256(bytes)) !== hash) return null;
  const header = await readHeader(bytesReader(bytes), 'picture.png');
  if (!header.ok) return null;
  const { format, width, height, bands, bitsPerBand } = header.value;
  const isOurs =
    format === 'png' &&
    bitsPerBand === 8 &&
    bands >= 3 &&
    Math.max(width, height) <= limits.assetSide;
  return isOurs ? { hash, png: new Blob([bytes], { type: 'image/png' }), width, height } : null;
}

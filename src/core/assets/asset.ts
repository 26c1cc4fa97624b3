/** Pictures that a document needs besides the one that is open, such as a watermark. */

/** A picture as it is kept: a PNG file of 8 bits, sRGB, upright, without metadata. */
export interface Asset {
  /** SHA-256 of the PNG file in hex; documents name the picture by it. */
  readonly hash: string;
  readonly png: Blob;
  readonly width: number;
  readonly height: number;
}

/** Returns the PNG file with this hash, or null when this device does not have it. */
export type AssetSource = (hash: string) => Promise<Blob | null>;

/** Returns SHA-256 of bytes in hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns every text in a stored value that has the form of a hash. Walks plain data only; what it
 * finds may be more than pictures, so it serves to keep what is named, never to fetch it.
 */
export function hashesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (/^[0-9a-f]{64}$/.test(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Blob)) {
    for (const item of Object.values(value)) hashesIn(item, found);
  }
  return found;
}

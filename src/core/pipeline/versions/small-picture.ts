import { versionBounds } from './version';

/** The small picture of a version, as it is stored: bytes, for some databases take no files. */
export interface SmallPicture {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Returns a stored small picture; null for what is none. */
export function readSmallPicture(value: unknown): SmallPicture | null {
  const fields = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  const [type, bytes] = [fields.get('type'), fields.get('bytes')];
  if (typeof type !== 'string' || !(bytes instanceof Uint8Array)) return null;
  if (bytes.length === 0 || bytes.length > versionBounds.pictureBytes) return null;
  return { type, bytes: new Uint8Array(bytes) };
}

import { readFields } from '../../pipeline/fields';
import { readSmallPicture, type SmallPicture } from '../../pipeline/versions/small-picture';
import { versionBounds } from '../../pipeline/versions/version';
import { base64ToBytes, bytesToBase64 } from '../link/base64';

/** Types that small pictures are of: what browsers write, and PNG. */
export const smallPictureTypes = ['image/webp', 'image/jpeg', 'image/png'] as const;

/** Returns a small picture as JSON can say it. */
export const packSmallPicture = ({
  type,
  bytes,
}: SmallPicture): Readonly<Record<string, string>> => ({
  type,
  base64: bytesToBase64(bytes),
});

/** Returns a small picture out of JSON; null for what is none. */
export function unpackSmallPicture(value: unknown): SmallPicture | null {
  const fields = readFields(value, 'picture');
  if (!fields.ok) return null;
  const [type, base64] = [fields.value.get('type'), fields.value.get('base64')];
  // What is longer than any is not unpacked.
  const isShort = typeof base64 === 'string' && base64.length < 2 * versionBounds.pictureBytes;
  const isKnown = smallPictureTypes.some((one) => one === type);
  return isShort && isKnown ? readSmallPicture({ type, bytes: base64ToBytes(base64) }) : null;
}

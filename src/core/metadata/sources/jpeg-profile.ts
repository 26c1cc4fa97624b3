import { joinBytes } from '../../base/join-bytes';
import { isNamed, jpegSegments } from './jpeg-segments';

const app2 = 0xe2;
const profileName = 'ICC_PROFILE\0';

/** Returns the ICC profile of a JPEG, whose parts may lie in any order; null without a whole one. */
export function jpegProfile(bytes: Uint8Array): Uint8Array | null {
  const parts = new Map<number, Uint8Array>();
  let count = 0;
  for (const segment of jpegSegments(bytes)) {
    if (!isNamed(segment, app2, profileName)) continue;
    const { content } = segment;
    const [place = 0, all = 0] = content.subarray(profileName.length);
    count = all;
    parts.set(place, content.subarray(profileName.length + 2));
  }
  const whole = Array.from({ length: count }, (_, index) => parts.get(index + 1));
  const found = whole.filter((part) => part !== undefined);
  return count === 0 || found.length < count ? null : joinBytes(...found);
}

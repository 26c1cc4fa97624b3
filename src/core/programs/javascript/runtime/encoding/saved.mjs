import { frameHeight } from '../frames/one.mjs';
import { written } from '../metadata/telling.mjs';
import { cameraOf } from '../naming/no-camera.mjs';
import { finish, SAVER } from '../program.mjs';

/** The picture, which may be smaller than the finished one, as the bytes of a file. */
export function saved(finished, still, options) {
  const image = finish(still);
  const all = { ...options, keep: 'icc' };
  // Grey needs no profile; WebP and AVIF have no grey.
  if (
    !['b-w', 'grey16'].includes(image.interpretation) ||
    ['webpsave', 'heifsave'].includes(SAVER)
  ) {
    all.profile = 'srgb';
  }
  const bytes = written(image, finished, still, all);
  return { bytes, width: image.width, height: frameHeight(still), ...cameraOf(finished) };
}

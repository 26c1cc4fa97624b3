import { loaded, prepared } from '../picture.mjs';
import { FLICKERS, pipeline, sized } from '../program.mjs';
import { shrunkPicture } from './shrunk-picture.mjs';
import { column, framesOf, intIn } from './strip.mjs';

/** What is made of a file, before it is encoded; of an animation all frames in one column. */
export function resultOf(file, notices) {
  const image = loaded(file, '', notices);
  const moves = ['gifload_buffer', 'webpload_buffer'].includes(image.getString('vips-loader'));
  if (!moves || intIn(image, 'n-pages', 1) === 1) {
    const still = image.copy();
    if (still.getTypeof('page-height') > 0) still.remove('page-height');
    return sized(pipeline(prepared(still)));
  }
  if (FLICKERS !== null) throw new Error(FLICKERS);
  const strip = loaded(file, 'n=-1', notices);
  const frames = framesOf(strip).map((frame) => sized(pipeline(prepared(frame))).copyMemory());
  return column(frames, strip);
}

/** The picture made smaller, or every frame of a column. */
export function shrunk(image, scale) {
  return column(
    framesOf(image).map((frame) => shrunkPicture(frame, scale)),
    image,
  );
}

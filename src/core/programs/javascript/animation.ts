import { type Helper, helper } from '../print/helper';

/** Makes one picture smaller. */
const shrinking = (name: string): string => `
/** The picture made smaller, on colours multiplied by alpha. */
function ${name}(image, scale) {
  const width = Math.max(Math.round(image.width * ((100 * scale) / 100)), 1);
  const height = Math.max(Math.round(image.height * ((100 * scale) / 100)), 1);
  const options = { vscale: height / image.height, kernel: 'lanczos3' };
  return unpremultiply(premultiply(image).resize(width / image.width, options), image);
}`;

/**
 * What JavaScript programs make of one file, which holds one picture or, where the format of the
 * result holds them too, the frames of an animation; the same as workers/export/animation.ts in the browser.
 */
export const javascriptAnimation: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    result_of: helper(`
/** What is made of a file's first picture, before it is encoded. */
function resultOf(file, notices) {
  return sized(pipeline(prepared(loaded(file, '', notices))));
}`),
    shrunk: helper(shrinking('shrunk'), 'premultiply', 'unpremultiply'),
    result_of_frames: helper(
      `
/** What is made of a file, before it is encoded; of an animation all frames in one column. */
function resultOf(file, notices) {
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
}`,
      'frames_of',
    ),
    frames_of: helper(`
function intIn(image, name, otherwise) {
  return image.getTypeof(name) > 0 ? image.getInt(name) : otherwise;
}

function frameHeight(image) {
  return intIn(image, 'page-height', image.height);
}

/** The frames of a column, each as a picture; a picture that is no column is the only one. */
function framesOf(image) {
  const height = frameHeight(image);
  if (height === image.height) return [image];
  return Array.from({ length: Math.floor(image.height / height) }, (_, index) => {
    const frame = image.crop(0, index * height, image.width, height).copy();
    for (const name of ['page-height', 'n-pages', 'delay', 'loop']) {
      if (frame.getTypeof(name) > 0) frame.remove(name);
    }
    return frame;
  });
}

/** Frames in one column, shown for as long and as often as those of another one. */
function column(frames, like) {
  if (frames.length === 1) return frames[0];
  const strip = vips.Image.arrayjoin(frames, { across: 1 }).copy();
  const delays = like.getTypeof('delay') > 0 ? like.getArrayInt('delay') : [];
  strip.setInt('page-height', frames[0].height);
  strip.setArrayInt('delay', frames.map((_, index) => delays[index] ?? delays[0] ?? 100));
  strip.setInt('loop', intIn(like, 'loop', 0));
  return strip;
}

/** A copy of a picture that is played as the column is that it was made from. */
function playing(image, column) {
  const copy = image.copy();
  if (column.getTypeof('page-height') > 0) {
    copy.setInt('page-height', column.getInt('page-height'));
    copy.setArrayInt('delay', column.getArrayInt('delay'));
    copy.setInt('loop', column.getInt('loop'));
  }
  return copy;
}`),
    shrunk_frames: helper(
      `
/** The picture made smaller, or every frame of a column. */
function shrunk(image, scale) {
  return column(
    framesOf(image).map((frame) => shrunkFrame(frame, scale)),
    image,
  );
}
${shrinking('shrunkFrame')}`,
      'frames_of',
      'premultiply',
      'unpremultiply',
    ),
  }),
);

import { vips } from '../program.mjs';

export function intIn(image, name, otherwise) {
  return image.getTypeof(name) > 0 ? image.getInt(name) : otherwise;
}

export function frameHeight(image) {
  return intIn(image, 'page-height', image.height);
}

/** The frames of a column, each as a picture; a picture that is no column is the only one. */
export function framesOf(image) {
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
export function column(frames, like) {
  if (frames.length === 1) return frames[0];
  const strip = vips.Image.arrayjoin(frames, { across: 1 }).copy();
  const delays = like.getTypeof('delay') > 0 ? like.getArrayInt('delay') : [];
  strip.setInt('page-height', frames[0].height);
  strip.setArrayInt(
    'delay',
    frames.map((_, index) => delays[index] ?? delays[0] ?? 100),
  );
  strip.setInt('loop', intIn(like, 'loop', 0));
  return strip;
}

/** A copy of a picture that is played as the column is that it was made from. */
export function playing(image, column) {
  const copy = image.copy();
  if (column.getTypeof('page-height') > 0) {
    copy.setInt('page-height', column.getInt('page-height'));
    copy.setArrayInt('delay', column.getArrayInt('delay'));
    copy.setInt('loop', column.getInt('loop'));
  }
  return copy;
}

import { momentOf } from '../../../../naming/tokens.ts';

/** What the camera wrote into a picture, for names. */
export function cameraOf(image) {
  // libvips writes values as "value (value, type, n components, n bytes)".
  const field = (name) => {
    const text = image.getTypeof(name) === 0 ? '' : image.getString(name);
    const found = /^(.*?) \(.*, \w+, \d+ components?, \d+ bytes?\)$/su.exec(text)?.[1] ?? '';
    return (
      found
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 120) || null
    );
  };
  const taken = field('exif-ifd2-DateTimeOriginal') ?? field('exif-ifd0-DateTime') ?? '';
  const numbers = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(taken)?.slice(1).map(Number);
  const isKnown = numbers !== undefined && numbers[1] > 0 && numbers[2] > 0;
  const [year, month, ...rest] = numbers ?? [];
  const maker = field('exif-ifd0-Make')?.split(' ')[0] ?? '';
  const model = field('exif-ifd0-Model');
  // Most models name their maker already: "NIKON D90" of "NIKON CORPORATION".
  const repeats = model?.toLowerCase().startsWith(maker.toLowerCase()) ?? true;
  return {
    exif: {
      date: isKnown ? momentOf(new Date(year, month - 1, ...rest)) : null,
      camera: repeats ? model : `${maker} ${model}`,
      lens: field('exif-ifd2-LensModel'),
      iso: field('exif-ifd2-ISOSpeedRatings') ?? field('exif-ifd2-PhotographicSensitivity'),
      author: field('exif-ifd0-Artist'),
    },
  };
}

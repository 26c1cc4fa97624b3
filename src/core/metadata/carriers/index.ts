import type { Told } from '../told';
import { tellInAvif } from './avif';
import { tellInJpeg } from './jpeg';
import { tellInJxl } from './jxl';
import { tellInPng } from './png';
import { tellInTiff } from './tiff';
import { tellInWebp } from './webp';

const carriers: Readonly<Record<string, (file: Uint8Array, told: Told) => Uint8Array>> = {
  jpeg: tellInJpeg,
  png: tellInPng,
  webp: tellInWebp,
  avif: tellInAvif,
  jxl: tellInJxl,
  tiff: tellInTiff,
};

/**
 * Returns a file with what is told in it; a format that holds nothing of it is returned as it is.
 * The file is one that our encoders wrote without metadata. Its strings stay byte for byte, which
 * libvips's own writer does not do: it turns what is not ASCII into question marks.
 * @param format a format's id
 */
export const tell = (format: string, file: Uint8Array, told: Told): Uint8Array =>
  carriers[format]?.(file, told) ?? file;

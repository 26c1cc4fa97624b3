import type { FormatId } from '../../formats/index';
import type { Told } from '../told';
import { tellInAvif } from './avif';
import { tellInJpeg } from './jpeg';
import { tellInJxl } from './jxl';
import { tellInPng } from './png';
import { tellInTiff } from './tiff';
import { tellInWebp } from './webp';

type Carrier = (file: Uint8Array, told: Told) => Uint8Array;

/** What writes metadata into each format's files; null where a format holds none. */
const carriers: Readonly<Record<FormatId, Carrier | null>> = {
  jpeg: tellInJpeg,
  png: tellInPng,
  webp: tellInWebp,
  avif: tellInAvif,
  jxl: tellInJxl,
  tiff: tellInTiff,
  gif: null,
};

const carriersById: ReadonlyMap<string, Carrier | null> = new Map(Object.entries(carriers));

/**
 * Returns a file with what is told in it; a format that holds nothing of it is returned as it is.
 * The file is one that our encoders wrote without metadata. Its strings stay byte for byte, which
 * libvips's own writer does not do: it turns what is not ASCII into question marks.
 * @param format a format's id
 */
export const tell = (format: string, file: Uint8Array, told: Told): Uint8Array =>
  carriersById.get(format)?.(file, told) ?? file;

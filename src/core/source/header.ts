import { appError, type AppError } from '../base/errors';
import { displayFileName } from '../naming/display-file-name';
import { fail, ok, type Result } from '../base/result';
import { HeaderBytes, HeaderFault, type ByteReader, type ByteView } from './byte-reader';
import { readGif } from './kinds/gif';
import type { ImageFormat, ImageHeader } from './image-header';
import { isPictureBrand, readBrands, readIsoMedia } from './iso/media';
import { readJpeg } from './kinds/jpeg';
import { readJpegXl } from './kinds/jpeg-xl';
import { readPng } from './kinds/png';
import { isRawPhoto, rawFault } from './kinds/raw-photo';
import { readRootElement, readSvg, maxSvgText } from './kinds/svg';
import { readTiff } from './kinds/tiff';
import { readWebp } from './kinds/webp';
import { whatItIs } from './what-it-is';

/** What can be opened, in words, for messages. */
export const acceptedFormats = 'JPEG, PNG, WebP, TIFF, GIF, AVIF, HEIC, JPEG XL and SVG';

const unchanged = 'Nothing else was changed.';
/** Bytes looked at to recognise a file; an SVG may begin with a long comment. */
const startBytes = 16 * 1024;

/**
 * Reads what a file says about its picture, without decoding it and without reading more of it
 * than `limits.header` allows. Resolves, never rejects.
 * @param reader random access to the file's bytes (blobReader, bytesReader)
 * @param name the file's name as the person knows it, for messages
 * @returns the header, or IMG-EMPTY (no bytes), IMG-TYPE (not a supported kind: says what it is),
 *   IMG-DAMAGED (the header is cut off or contradicts itself)
 */
export async function readHeader(
  reader: ByteReader,
  name = 'This file',
): Promise<Result<ImageHeader>> {
  const shown = displayFileName(name);
  if (reader.size <= 0) {
    return fail(
      appError('IMG-EMPTY', `${shown} is empty: it has no bytes.`, {
        safe: unchanged,
        advice: 'Copy it again from where it came from, or open another picture.',
      }),
    );
  }
  try {
    const file = new HeaderBytes(reader);
    const start = await file.upTo(0, startBytes);
    const known = await recognise(file, start);
    return known === undefined ? fail(notAPicture(shown, whatItIs(start))) : ok(await known());
  } catch (fault) {
    return fail(fault instanceof HeaderFault ? faultError(shown, fault) : bugError(shown, fault));
  }
}

/**
 * Returns whether a file's content is that of a picture of a supported kind, whole or damaged,
 * whatever the file is called. Resolves, never rejects.
 */
export async function isPicture(reader: ByteReader): Promise<boolean> {
  const header = await readHeader(reader);
  return header.ok || header.error.code === 'IMG-DAMAGED';
}

/** Returns how to read the file's header, or undefined when it is of no supported kind. */
async function recognise(
  file: HeaderBytes,
  start: ByteView,
): Promise<(() => Promise<ImageHeader>) | undefined> {
  const first = start.text(0, 12);
  if (first.startsWith('\xff\xd8\xff')) return () => readJpeg(file);
  if (first.startsWith('\x89PNG\r\n\x1a\n')) return () => readPng(file);
  if (first.startsWith('RIFF') && first.endsWith('WEBP')) return () => readWebp(file);
  if (first.startsWith('GIF87a') || first.startsWith('GIF89a')) return () => readGif(file);
  if (first.startsWith('\xff\x0a')) return () => readJpegXl(file);
  if (first === '\0\0\0\x0cJXL \r\n\x87\n') return () => readJpegXl(file);
  if (isRawPhoto(start)) return () => Promise.reject(rawFault());
  if (/^(?:II[*+]\0|MM\0[*+])/u.test(first)) return () => readTiff(file);
  if (first.slice(4, 8) === 'ftyp') {
    const brands = await readBrands(file);
    return isPictureBrand(brands) ? () => readIsoMedia(file, brands) : undefined;
  }
  return (await looksLikeSvg(file, start)) ? () => readSvg(file) : undefined;
}

/** True when the first element is `svg`, or when a DOCTYPE full of entities hides what it is. */
async function looksLikeSvg(file: HeaderBytes, start: ByteView): Promise<boolean> {
  if (!/^(?:\xef\xbb\xbf)?\s*</u.test(start.text(0, 1_000))) return false;
  const root = readRootElement(start) ?? readRootElement(await file.upTo(0, maxSvgText));
  return root !== undefined && (root.name === 'svg' || root.hasInternalSubset);
}

function notAPicture(name: string, what: string): AppError {
  return appError('IMG-TYPE', `${name} is not a picture that can be opened: it is ${what}.`, {
    safe: unchanged,
    advice: `Open a ${acceptedFormats.replace(' and ', ' or ')} file.`,
  });
}

const formatNames: Readonly<Record<ImageFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  tiff: 'TIFF',
  gif: 'GIF',
  avif: 'AVIF',
  heic: 'HEIC',
  jxl: 'JPEG XL',
  svg: 'SVG',
};

/** Returns a format's name as people write it. */
export const formatName = (format: ImageFormat): string => formatNames[format];

function faultError(name: string, fault: HeaderFault): AppError {
  switch (fault.kind) {
    case 'refused':
      return appError('IMG-TYPE', `${name} ${fault.what}.`, {
        safe: unchanged,
        ...(fault.advice === undefined ? {} : { advice: fault.advice }),
      });
    case 'unreadable':
      return appError('IMG-DAMAGED', `${name} could not be read. It may have moved or changed.`, {
        safe: unchanged,
        advice: 'Choose the file again.',
        detail: fault.what,
      });
    case 'cut':
      return appError(
        'IMG-DAMAGED',
        `${name} starts like a picture but ends before it says how large it is, so it was not opened.`,
        { safe: unchanged, advice: 'Copy it again from where it came from.', detail: fault.what },
      );
    default:
      return appError('IMG-DAMAGED', `${name} ${fault.what}, so it was not opened.`, {
        safe: unchanged,
        advice: 'Copy it again from where it came from, or save it anew in another program.',
      });
  }
}

const bugError = (name: string, cause: unknown): AppError =>
  appError('BUG', `${name} could not be read because of a mistake in this program.`, {
    safe: unchanged,
    advice: 'Please report it, with the small print below.',
    detail: String(cause),
  });

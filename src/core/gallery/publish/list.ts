import { appError } from '../../base/errors';
import { readRecord } from '../../base/read-record';
import { fail, ok, type Result } from '../../base/result';
import { count } from '../../base/words';
import { parseJsonWithin } from '../../documents/carriers/json';
import { publishedField } from '../../documents/published';
import type { GalleryEntry } from '../entry';
import { readEntry, writeEntry } from '../record';
import { publishBounds, type Site, type SiteFacts, siteAddress, tidyFacts } from './site';

/** The version of the list that this program writes. */
const listVersion = 1;

/** Where the files of a picture lie beside the list. */
export interface FilePaths {
  readonly picture: string;
  readonly small: string;
  readonly before: string | null;
}

/** A picture of a published gallery, as its list says it. */
export interface ListedPicture {
  readonly entry: GalleryEntry;
  /** The SHA-256 of the picture that it was made from; null where the list does not say. */
  readonly from: string | null;
  /** Null for a page that has its pictures inside. */
  readonly paths: FilePaths | null;
}

/** What a list says, as far as it was understood. */
export interface PublishedGallery {
  readonly facts: SiteFacts;
  readonly pictures: readonly ListedPicture[];
  /** Pictures that could not be understood. */
  readonly refused: number;
}

/**
 * Returns what says what is published, as JSON text. Nothing of a person but what the page shows.
 * @param inside whether the pictures are inside of the page
 */
export function writeList(site: Site, inside: boolean): string {
  const { title, author, licence, text, address, made, pictures } = site;
  return JSON.stringify({
    [publishedField]: listVersion,
    title,
    ...(author === '' ? {} : { author }),
    ...(licence === '' ? {} : { licence }),
    ...(text === '' ? {} : { text }),
    ...(address === null ? {} : { address }),
    made,
    pictures: pictures.map(({ entry, from, picture, small, before }) => ({
      from,
      ...(inside
        ? {}
        : {
            paths: {
              picture: picture.address,
              small: small.address,
              ...(before ? { before: before.address } : {}),
            },
          }),
      entry: writeEntry(entry),
    })),
  });
}

const unchanged = 'Your gallery is unchanged.';

function readPaths(input: unknown): FilePaths | null {
  const record = readRecord(input);
  const [picture, small] = [record.text('picture'), record.text('small')];
  return picture === null || small === null
    ? null
    : { picture, small, before: record.text('before') };
}

function readPicture(input: unknown): ListedPicture | null {
  const record = readRecord(input);
  const read = readEntry(record.any('entry'));
  if (!read.ok) return null;
  const from = record.text('from');
  return {
    entry: read.value.entry,
    from: from !== null && /^[0-9a-f]{64}$/.test(from) ? from : null,
    paths: readPaths(record.any('paths')),
  };
}

/** Reads what says what is published; what of it does not fit is left out and counted. */
export function readList(text: string): Result<PublishedGallery> {
  const { listBytes, pictures: most } = publishBounds;
  const parsed = parseJsonWithin(text, { bytes: listBytes, depth: 40, lists: 1_000_000 });
  if (!parsed.ok) return parsed;
  const record = readRecord(parsed.value);
  const version = record.number(publishedField);
  if (version === null || version < 1) {
    return fail(
      appError('CFG-SHAPE', 'Its list of pictures is not one that Pipette wrote.', {
        safe: unchanged,
      }),
    );
  }
  if (version > listVersion) {
    return fail(
      appError('CFG-VERSION', 'It was published by a newer version of Pipette.', {
        safe: unchanged,
        advice: 'Reload the page to get that version.',
      }),
    );
  }
  const items = record.list('pictures');
  if (items.length > most) {
    return fail(
      appError(
        'CFG-SIZE',
        `It lists ${count(items.length, 'picture')}; at most ${most} are read.`,
        {
          safe: unchanged,
        },
      ),
    );
  }
  const said = (name: string): string => record.text(name) ?? '';
  const pictures = items.flatMap((item) => readPicture(item) ?? []);
  return ok({
    facts: tidyFacts({
      title: said('title'),
      author: said('author'),
      licence: said('licence'),
      text: said('text'),
      address: siteAddress(said('address')),
    }),
    pictures,
    refused: items.length - pictures.length,
  });
}

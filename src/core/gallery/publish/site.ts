import { cutText } from '../../base/cut-text';
import type { Size } from '../../base/geometry';
import type { ExportSettings } from '../../formats/settings';
import type { Pipeline } from '../../pipeline/pipeline';
import { type GalleryEntry, titleOf } from '../entry';

export const publishBounds = {
  /** Pictures of one site: with five files each they fit into one zip. */
  pictures: 350,
  titleLength: 120,
  authorLength: 120,
  licenceLength: 120,
  textLength: 4_000,
  addressLength: 500,
  /** Bytes of the list that says what is published. */
  listBytes: 16_000_000,
} as const;

/** What a person says of what is published. Nothing else of them is. */
export interface SiteFacts {
  readonly title: string;
  /** May be empty, as all that follows. */
  readonly author: string;
  /** The name of a licence. */
  readonly licence: string;
  readonly text: string;
  /** Where it will stand, as `siteAddress` returns it; null where that is not known. */
  readonly address: string | null;
}

/** A file that a page shows: where it is, in the eyes of the page. Sizes in pixels. */
export interface ShownFile extends Size {
  readonly address: string;
  readonly bytes: number;
  readonly type: string;
}

/** One picture of a page. */
export interface PublishedPicture {
  /** As it is published; its files are those that are. */
  readonly entry: GalleryEntry;
  /** The SHA-256 of the picture in the gallery that it was made from. */
  readonly from: string;
  /** Reopens its pipeline. */
  readonly link: string;
  readonly small: ShownFile;
  readonly picture: ShownFile;
  /** Between the two; absent where the picture is not much larger than it. */
  readonly middle?: ShownFile;
  readonly before?: ShownFile;
}

/** All that is published. */
export interface Site extends SiteFacts {
  /** When it was made: an ISO date with a time. */
  readonly made: string;
  /** The address of Pipette. */
  readonly app: string;
  readonly pictures: readonly PublishedPicture[];
}

/** Returns what a person said, as it is published. */
export function tidyFacts(facts: SiteFacts): SiteFacts {
  const tidy = (text: string, longest: number): string => cutText(text.trim(), longest).trim();
  const { titleLength, authorLength, licenceLength, textLength } = publishBounds;
  return {
    title: tidy(facts.title, titleLength) || 'Gallery',
    author: tidy(facts.author, authorLength),
    licence: tidy(facts.licence, licenceLength),
    text: tidy(facts.text, textLength),
    address: facts.address,
  };
}

/**
 * Returns the address of a site as the folder that its page stands in, with a slash at its end; null
 * for what is no address of a web page.
 */
export function siteAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || text.length > publishBounds.addressLength) return null;
  try {
    const url = new URL(/^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
    // What names a person or their way here does not belong into a page.
    if (url.username !== '' || url.password !== '') return null;
    url.search = '';
    url.hash = '';
    url.pathname = url.pathname.replace(/\/index\.html?$/i, '/').replace(/\/*$/, '/');
    return url.href;
  } catch {
    // No address.
    return null;
  }
}

/** Returns whose what is published is, and what others may do with it; empty where nothing says so. */
export const creditInWords = ({ author, licence }: Pick<SiteFacts, 'author' | 'licence'>): string =>
  [author === '' ? '' : `By ${author}`, licence].filter((text) => text !== '').join(' · ');

/** A pattern of names may be about a person. */
const unnamed = (settings: ExportSettings | null): ExportSettings | null =>
  settings && { ...settings, fileName: '' };

/**
 * Returns a pipeline as it is published: its steps, by the name that the page gives their picture. Names
 * of steps, notes, the description, the date and the preset that it came from stay at home.
 */
const publishedPipeline = (title: string, { steps }: Pipeline): Pipeline => ({
  name: title,
  steps: steps.map(({ name: _, note: __, ...step }) => step),
});

/**
 * Returns an entry as it is published, which says nothing that the page does not show: without the name
 * of its source, what the camera says, the file that was exported, which version of a history it is, and
 * a person's own words about the pipeline.
 */
export function publishedEntry(entry: GalleryEntry, files: GalleryEntry['files']): GalleryEntry {
  const { source: _, taken: __, camera: ___, made: ____, ...rest } = entry;
  const pipeline = publishedPipeline(titleOf(entry), rest.pipeline);
  return { ...rest, pipeline, version: null, settings: unnamed(rest.settings), files };
}

/** Returns an ISO date in words: "27 November 2026". */
export const dayOf = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${iso.slice(0, 10)}T12:00:00Z`),
  );

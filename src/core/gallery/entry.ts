import { cutText } from '../base/cut-text';
import type { Size } from '../base/geometry';
import type { ExportSettings } from '../formats/settings';
import type { CameraFacts, Moment } from '../naming/tokens';
import type { Pipeline } from '../pipeline/pipeline';
import type { CarriedVersion } from '../pipeline/versions/carried';
import { settledSettings } from '../pipeline/versions/make-version';

export const galleryBounds = {
  /** Entries that are kept. With three files each they still fit into one backup. */
  entries: 1_000,
  /** Bytes of all files that are kept. */
  bytes: 1_000_000_000,
  /** Bytes of one file. */
  fileBytes: 64_000_000,
  /** Longest side of a file, in pixels. */
  side: 16_384,
  titleLength: 120,
  captionLength: 1_000,
  /** Letters of a source's name, and of what a camera says. */
  factLength: 255,
  tags: 20,
  tagLength: 40,
  collections: 200,
} as const;

/** The types of the files that are kept; every browser shows them. */
export const galleryTypes = ['image/jpeg', 'image/webp'] as const;

/** A file that is kept under the SHA-256 of its bytes. Sizes in pixels. */
export interface GalleryFile extends Size {
  /** In hex. */
  readonly hash: string;
  readonly type: (typeof galleryTypes)[number];
  readonly bytes: number;
}

/** What the camera says; never where. */
export type GalleryCamera = Partial<Readonly<Record<'camera' | 'lens' | 'iso', string>>>;

/** The file that was exported, of which the gallery keeps a smaller picture. Sizes in pixels. */
export interface MadeFile extends Size {
  /** A format's id. */
  readonly format: string;
  readonly bytes: number;
  readonly quality?: number;
}

/** What a person says of a picture, and may change. */
export interface GalleryDetails {
  /** May be empty. */
  readonly title: string;
  readonly caption?: string;
  /** Tidied by `tidyTags`. */
  readonly tags: readonly string[];
}

/** A finished picture and what made it. Immutable. */
export interface GalleryEntry extends GalleryDetails {
  /** 80 bits, in the form of the ids of versions. */
  readonly id: string;
  /** When it was added, in milliseconds since 1970. */
  readonly at: number;
  /** The name of the source's file, where the person allows it. */
  readonly source?: string;
  /** When the photo was taken, by the camera's clock: `2026-11-27T14:32:05`. */
  readonly taken?: string;
  readonly camera?: GalleryCamera;
  readonly pipeline: Pipeline;
  /** Which version of its history the pipeline is; null where that is not known. */
  readonly version: CarriedVersion | null;
  /** How the picture was exported; null where nothing says so. */
  readonly settings: ExportSettings | null;
  /** Absent where nothing was exported, as of a version of the history. */
  readonly made?: MadeFile;
  readonly files: {
    readonly picture: GalleryFile;
    /** For lists. */
    readonly small: GalleryFile;
    /** The same frame before any step but geometry; absent where the source was not at hand. */
    readonly before?: GalleryFile;
  };
}

/** Returns the files of an entry, each hash once. */
export const filesOf = ({ files }: GalleryEntry): readonly GalleryFile[] => [
  ...new Map(
    [files.picture, files.small, files.before].flatMap((file): [string, GalleryFile][] =>
      file ? [[file.hash, file]] : [],
    ),
  ).values(),
];

/** Returns the bytes that the files of entries take together; a file that several share counts once. */
export const bytesOfEntries = (entries: readonly GalleryEntry[]): number =>
  [...new Map(entries.flatMap(filesOf).map(({ hash, bytes }) => [hash, bytes])).values()].reduce(
    (sum, bytes) => sum + bytes,
    0,
  );

/** Returns tags without spaces around them, each once whatever its case, as many as are kept. */
export function tidyTags(tags: readonly string[]): readonly string[] {
  const tidy = new Map<string, string>();
  for (const tag of tags) {
    const text = cutText(tag.trim(), galleryBounds.tagLength).trim();
    const key = text.toLowerCase();
    if (text !== '' && !tidy.has(key)) tidy.set(key, text);
  }
  return [...tidy.values()].slice(0, galleryBounds.tags);
}

/** Returns the tags of a text in which commas part them, as people type them. */
export const tagsIn = (text: string): readonly string[] => tidyTags(text.split(','));

/** Returns what a person said, as it is kept. */
export function tidyDetails({ title, caption = '', tags }: GalleryDetails): GalleryDetails {
  const { titleLength, captionLength } = galleryBounds;
  const said = cutText(caption.trim(), captionLength);
  return {
    title: cutText(title.trim(), titleLength),
    ...(said === '' ? {} : { caption: said }),
    tags: tidyTags(tags),
  };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Returns a camera's date as it is kept: `2026-11-27T14:32:05`. */
export const takenText = ({ year, month, day, hour, minute, second }: Moment): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;

/** What a person lets an entry tell of the photo. */
export interface Allowed {
  /** The name of the source's file. */
  readonly name: boolean;
  /** Date, camera, lens and ISO. */
  readonly camera: boolean;
}

/** What an entry is made of, beside what it may tell of the photo. */
export type EntryFacts = Omit<GalleryEntry, 'source' | 'taken' | 'camera'>;

/** Returns an entry, which tells of the photo only what is allowed. */
export function makeEntry(
  facts: EntryFacts,
  source: { readonly name: string; readonly camera: CameraFacts },
  allowed: Allowed,
): GalleryEntry {
  const fact = (text: string): string => cutText(text, galleryBounds.factLength);
  const { date, camera, lens, iso } = source.camera;
  const said = Object.entries({ camera, lens, iso }).flatMap(([name, text]) =>
    text ? [[name, fact(text)] as const] : [],
  );
  const { caption: _, ...rest } = facts;
  return {
    ...rest,
    ...tidyDetails(facts),
    settings: settledSettings(facts.settings),
    ...(allowed.name && source.name !== '' ? { source: fact(source.name) } : {}),
    ...(allowed.camera && date ? { taken: takenText(date) } : {}),
    ...(allowed.camera && said.length > 0 ? { camera: Object.fromEntries(said) } : {}),
  };
}

/** Returns an entry with other details. */
export function withDetails(entry: GalleryEntry, details: GalleryDetails): GalleryEntry {
  const { caption: _, ...rest } = entry;
  return { ...rest, ...tidyDetails(details) };
}

/** Returns what an entry is called on screen. */
export const titleOf = ({ title }: Pick<GalleryEntry, 'title'>): string =>
  title.trim() === '' ? 'Untitled' : title;

/**
 * How the gallery lies in the database of the work: each entry and each collection by itself, and
 * the files of pictures under the SHA-256 of their bytes, so that what is the same lies there once.
 */
import { sha256 } from '../../core/assets/asset';
import { type GalleryCollection, parseCollection } from '../../core/gallery/collection';
import { galleryBounds, type GalleryEntry, galleryTypes } from '../../core/gallery/entry';
import { parseEntry } from '../../core/gallery/record';
import { galleryFilePrefix, stored } from '../../core/stored/kinds';

/** What the keys of entries begin with. */
export const entryPrefix = `${stored.gallery.prefix}entry:`;
/** What the keys of collections begin with. */
export const collectionPrefix = `${stored.gallery.prefix}collection:`;

export const entryKey = (id: string): string => entryPrefix + id;
export const collectionKey = (id: string): string => collectionPrefix + id;
export const galleryFileKey = (hash: string): string => galleryFilePrefix + hash;

/** What a record of the gallery is; null for one of a newer version. */
export type GalleryRecordKind = 'entry' | 'collection' | 'file' | null;

/** Returns what lies under a key that begins as those of the gallery do. */
export function galleryRecordKind(key: string): GalleryRecordKind {
  if (key.startsWith(entryPrefix)) return 'entry';
  if (key.startsWith(collectionPrefix)) return 'collection';
  return key.startsWith(galleryFilePrefix) ? 'file' : null;
}

/** Returns the entry under a key; null for what cannot be read, or would be two. */
export function entryAt(key: string, value: unknown): GalleryEntry | null {
  const read = parseEntry(value);
  return read.ok && entryKey(read.value.id) === key ? read.value : null;
}

/** Returns the collection under a key; null for what cannot be read, or would be two. */
export function collectionAt(key: string, value: unknown): GalleryCollection | null {
  const read = parseCollection(value);
  return read.ok && collectionKey(read.value.id) === key ? read.value : null;
}

/** Whether a file is one that the gallery may keep, by its type and size. */
export const isGalleryFile = ({ type, size }: Blob): boolean =>
  galleryTypes.some((one) => one === type) && size > 0 && size <= galleryBounds.fileBytes;

/**
 * Resolves to a record of the gallery as it is stored; null when it cannot be read.
 * @param file the file that the record is, or null
 */
export async function galleryFromBackup(
  key: string,
  value: unknown,
  file: Blob | null,
): Promise<unknown> {
  switch (galleryRecordKind(key)) {
    case 'entry':
      return entryAt(key, value) && value;
    case 'collection':
      return collectionAt(key, value) && value;
    case 'file': {
      if (!file || !isGalleryFile(file)) return null;
      const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
      return galleryFileKey(hash) === key ? file : null;
    }
    default:
      return null;
  }
}

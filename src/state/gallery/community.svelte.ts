import type { GalleryEntry, GalleryFile } from '../../core/gallery/entry';
import type { OpenedGallery, PartName } from '../../core/gallery/publish/read-published';
import { creditInWords } from '../../core/gallery/publish/site';

/** What begins the id of a picture of the community; no own one can have it. */
const prefix = 'community:';

const parts: readonly PartName[] = ['picture', 'small', 'before'];

/** The pictures that come with the site, made by whoever contributed them. They can only be looked at. */
export class CommunityPictures {
  /** In the order of the index. */
  entries = $state.raw<readonly GalleryEntry[]>([]);
  #credits: ReadonlyMap<string, string> = new Map();
  #files: ReadonlyMap<string, () => Promise<Blob | null>> = new Map();
  #reading: Promise<void> | null = null;

  /** @param read resolves to what the site has; empty where it cannot be reached */
  constructor(private readonly read: () => Promise<readonly OpenedGallery[]>) {}

  /** Reads what there is; once, unless nothing could be reached. */
  load(): Promise<void> {
    this.#reading ??= this.#load();
    return this.#reading;
  }

  async #load(): Promise<void> {
    const entries: GalleryEntry[] = [];
    const credits = new Map<string, string>();
    const files = new Map<string, () => Promise<Blob | null>>();
    for (const opened of await this.read()) {
      for (const picture of opened.pictures) {
        const id = `${prefix}${entries.length + 1}`;
        entries.push({ ...picture.entry, id });
        credits.set(id, creditInWords(opened.facts));
        for (const part of parts) {
          const said = picture.entry.files[part];
          if (!said) continue;
          files.set(said.hash, async () => {
            const file = await opened.file(picture, part);
            return file.ok ? file.value : null;
          });
        }
      }
    }
    this.#credits = credits;
    this.#files = files;
    this.entries = entries;
    if (entries.length === 0) this.#reading = null;
  }

  /** Whether an entry is one of these. */
  static has({ id }: Pick<GalleryEntry, 'id'>): boolean {
    return id.startsWith(prefix);
  }

  /** Returns whose a picture is, and under which licence; empty for a person's own. */
  creditOf({ id }: Pick<GalleryEntry, 'id'>): string {
    return this.#credits.get(id) ?? '';
  }

  /** Resolves to a file of these pictures; null for others, and where it cannot be had. */
  async file({ hash }: Pick<GalleryFile, 'hash'>): Promise<Blob | null> {
    return (await this.#files.get(hash)?.()) ?? null;
  }
}

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
  #complete = false;

  /** @param read resolves to what the site has, and whether that is all that it names */
  constructor(
    private readonly read: () => Promise<{
      readonly found: readonly OpenedGallery[];
      readonly complete: boolean;
    }>,
  ) {}

  /** Reads what there is; once, unless some of it could not be reached. */
  load(): Promise<void> {
    this.#reading ??= this.#load().finally(() => {
      if (!this.#complete) this.#reading = null;
    });
    return this.#reading;
  }

  async #load(): Promise<void> {
    const entries: GalleryEntry[] = [];
    const credits = new Map<string, string>();
    const files = new Map<string, () => Promise<Blob | null>>();
    const { found, complete } = await this.read();
    this.#complete = complete;
    for (const opened of found) {
      for (const picture of opened.pictures) {
        // The same whichever others are there, and once however many show it.
        const id = prefix + picture.entry.files.picture.hash;
        if (credits.has(id)) continue;
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
    // What was there stays when less can be had now.
    if (entries.length < this.entries.length) return;
    this.#credits = credits;
    this.#files = files;
    this.entries = entries;
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

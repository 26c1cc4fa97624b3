import { copiedInWords } from '../../../core/base/copied';
import { count } from '../../../core/base/words';
import { gallery } from '../../../core/documents/carriers/kinds/gallery';
import type { GalleryCollection } from '../../../core/gallery/collection';
import { type GalleryEntry, titleOf } from '../../../core/gallery/entry';
import { outputName } from '../../../core/naming/safe-file-name';
import type { LateStores, Stores } from '../../../state/context';
import type { MenuItem } from '../../../ui';
import type { PicturePorts } from '../powers';

const extensions = { 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** What can be done with finished pictures, and what is said of it. */
export class PictureActions {
  constructor(
    private readonly stores: Pick<Stores, 'notices'>,
    private readonly late: Pick<LateStores, 'gallery' | 'importing' | 'publishing'>,
    private readonly ports: PicturePorts,
    private readonly close: () => void,
  ) {}

  /** Puts a picture's pipeline on offer for the one that is open, which closes this window. */
  openPipeline = ({ title, pipeline, settings, version }: GalleryEntry): void => {
    const document = { pipeline, settings, version, source: null, madeWith: null, problems: [] };
    const { from, words } = gallery;
    const found = { kind: 'pipeline', from, words, document, assets: new Map() } as const;
    this.close();
    void this.late.importing.offer(found, { name: titleOf({ title }) });
  };

  copyLink = async (entry: GalleryEntry): Promise<void> => {
    const copied = await this.ports.copyLink(entry);
    const words = copiedInWords(
      copied,
      `Link to the pipeline of “${titleOf(entry)}” copied.`,
      'The browser did not let Pipette copy. Open the pipeline, then use the Share tab.',
    );
    const kind = copied === 'copied' ? 'info' : 'error';
    this.stores.notices.show(kind, words, { about: 'link' });
  };

  download = async (entries: readonly GalleryEntry[]): Promise<void> => {
    for (const entry of entries) {
      const { picture } = entry.files;
      const file = await this.late.gallery.file(picture);
      if (!file) {
        const words = `The picture of “${titleOf(entry)}” cannot be read any more.`;
        this.stores.notices.show('error', words, { about: 'gallery' });
        return;
      }
      this.ports.save(file, outputName(titleOf(entry), extensions[picture.type]));
    }
  };

  /** Asks how pictures are to become a web page, by the title of their collection. */
  publish = (entries: readonly GalleryEntry[]): void => {
    const { gallery, publishing } = this.late;
    publishing.offer(entries, gallery.collection?.title ?? '');
  };

  /** Removes pictures; the notice offers to bring them back. */
  remove = async (entries: readonly GalleryEntry[]): Promise<void> => {
    const [first] = entries;
    const bringBack = await this.late.gallery.remove(entries.map(({ id }) => id));
    if (!bringBack || !first) return;
    const words =
      entries.length === 1
        ? `“${titleOf(first)}” is removed.`
        : `${count(entries.length, 'picture')} are removed.`;
    this.stores.notices.show('info', words, {
      about: 'gallery',
      actions: [{ label: 'Undo removing', run: () => void bringBack() }],
    });
  };

  /** Forgets a collection; the notice offers to bring it back. */
  forget = async ({ id, title }: GalleryCollection): Promise<void> => {
    const bringBack = await this.late.gallery.forget(id);
    if (!bringBack) return;
    this.stores.notices.show('info', `The collection “${title}” is deleted. Its pictures stay.`, {
      about: 'gallery',
      actions: [{ label: 'Undo deleting', run: () => void bringBack() }],
    });
  };

  /** Returns the commands that put pictures into collections. */
  collecting(
    ids: readonly string[],
    oncollect: (ids: readonly string[]) => void,
  ): readonly MenuItem[] {
    const { gallery } = this.late;
    return [
      ...gallery.collections.map((collection): MenuItem => {
        const title = collection.title || 'Untitled';
        const isIn = ids.every((id) => collection.entries.includes(id));
        return isIn
          ? {
              label: `Take out of “${title}”`,
              run: () => void gallery.takeOut(collection.id, ids),
            }
          : { label: `Put into “${title}”`, run: () => void gallery.put(collection.id, ids) };
      }),
      { label: 'New collection…', separated: true, run: () => oncollect(ids) },
    ];
  }

  /** Returns the commands for a picture's place in the collection that is shown. */
  placing({ id }: GalleryEntry): readonly MenuItem[] {
    const { gallery } = this.late;
    const { collection } = gallery;
    if (!collection?.entries.includes(id)) return [];
    const move = (by: number) => () => void gallery.move(collection.id, id, by);
    const isByHand = gallery.order === 'hand';
    return [
      { label: 'Use as cover', run: () => void gallery.cover(collection.id, id), separated: true },
      { label: 'Move earlier', shortcut: 'Alt+←', run: move(-1), disabled: !isByHand },
      { label: 'Move later', shortcut: 'Alt+→', run: move(1), disabled: !isByHand },
      { label: 'Move to the beginning', run: move(-1_000), disabled: !isByHand },
    ];
  }
}

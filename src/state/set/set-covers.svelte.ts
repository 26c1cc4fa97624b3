import { effectivePipeline, type SetWork } from '../../core/set/going';
import { shownOfSet } from '../../core/set/recent-set';
import type { PictureSet, SetEntry } from '../../core/set/set';
import type { SmallPictures } from '../screen/small-pictures.svelte';
import type { Pictures } from './pictures.svelte';
import { lookOf, setPictureKey } from './set-pictures.svelte';

/** Small pictures are gathered for this long before they are kept, in milliseconds. */
const gather = 500;

/** Returns the pictures that show what a set is about: the first ones, none that is rejected if may be. */
export function coverEntries({ entries }: PictureSet): readonly SetEntry[] {
  const fine = entries.filter(({ flag }) => flag !== 'reject');
  return (fine.length > 0 ? fine : entries).slice(0, shownOfSet);
}

/** What keeps small pictures of sets; given by the app. */
export interface Covers {
  /** Returns the bitmap as a file; it stays as it is. Null where that cannot be. */
  encode(bitmap: ImageBitmap): Promise<Blob | null>;
  keepSmall(setId: string, small: readonly Blob[]): Promise<unknown>;
}

/**
 * Keeps small pictures of the set that is open, for the time when it is not: none is made for that, it takes
 * what the strip shows, and of a picture that looks otherwise now what it showed before. Returns what stops
 * it.
 */
export function keepCovers(
  pictures: Pick<Pictures, 'work'>,
  small: Pick<SmallPictures, 'shown'>,
  covers: Covers,
): () => void {
  /** Of the set that is open: what was made of each picture last, and of which look. */
  let made = new Map<string, { readonly key: string; readonly file: Blob }>();
  let ofSet = '';
  let kept = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const asked = (work: SetWork) =>
    coverEntries(work.set).map((entry) => ({
      id: entry.id,
      key: setPictureKey(entry.id, lookOf(effectivePipeline(work, entry))),
    }));

  async function keep(): Promise<void> {
    const { work } = pictures;
    if (!work) return;
    const setId = work.set.id;
    if (setId !== ofSet) made = new Map();
    ofSet = setId;
    const own = made;
    const wanted = asked(work);
    for (const { id, key } of wanted) {
      const bitmap = own.get(id)?.key === key ? null : small.shown.get(key);
      const file = bitmap && (await covers.encode(bitmap));
      if (file) own.set(id, { key, file });
    }
    const there = wanted.flatMap(({ id }) => own.get(id) ?? []);
    const mark = [setId, ...there.map(({ key }) => key)].join();
    if (mark === kept || there.length === 0) return;
    kept = mark;
    await covers.keepSmall(
      setId,
      there.map(({ file }) => file),
    );
  }

  const stop = $effect.root(() => {
    $effect(() => {
      const { work } = pictures;
      // All are asked for, so that each that is made later is heard of.
      const there = work ? asked(work).filter(({ key }) => small.shown.has(key)) : [];
      if (there.length === 0) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void keep();
      }, gather);
    });
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../core/gallery/entry';
import { readPublished } from '../../core/gallery/publish/read-published';
import { blobReader } from '../../core/source/byte-reader';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { publisherOf } from './testing';

const publisher = (pictures: number) =>
  publisherOf(new StoredGallery(memoryStore(), memoryBells()()), pictures);

const fileOf = (content: Blob, name = 'page.html'): File => new File([content], name);

describe('bringing back', () => {
  it('takes what is chosen as it was published, and notices what is here already', async () => {
    const author = await publisher(3);
    author.publishing.offer(author.entries, 'Owls');
    author.publishing.choices = { ...author.publishing.choices, as: 'page' };
    await author.publishing.run();
    const page = author.saved[0]?.files[0]?.content ?? new Blob();
    expect(await author.bringing.open([fileOf(page)])).toEqual([]);
    // The author has what they were made from.
    expect(author.bringing.chosen.size).toBe(0);

    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(page)]);
    expect(bringing.chosen.size).toBe(3);
    const [first] = bringing.opened?.pictures ?? [];
    if (!first) throw new Error('picture');
    bringing.chosen.delete(first);
    const came = await bringing.run();
    expect(came.failures).toEqual([]);
    const published = await readPublished(blobReader(page));
    const said = published.ok ? published.value.pictures.slice(1).map(({ entry }) => entry) : [];
    const bare = (list: readonly GalleryEntry[]) => list.map(({ id: _, ...rest }) => rest);
    expect(bare(came.entries)).toEqual(bare(said));
    expect(bare(gallery.entries.toSorted((one, other) => one.at - other.at))).toEqual(bare(said));
    for (const { files } of gallery.entries) {
      expect((await gallery.file(files.picture))?.size).toBe(files.picture.bytes);
    }
    // Once more: the two are noticed, and the third is on offer.
    await bringing.open([fileOf(page)]);
    expect([...bringing.chosen].map(({ entry }) => entry.title)).toEqual([first.entry.title]);
    expect(await bringing.open([fileOf(new Blob(['x']))])).toMatchObject([{ code: 'CFG-NONE' }]);
  });

  it('takes several galleries at once, each picture once, and names what is none', async () => {
    const author = await publisher(3);
    const publish = async (from: number, end: number, title: string): Promise<File> => {
      author.publishing.offer(author.entries.slice(from, end), title);
      author.publishing.choices = { ...author.publishing.choices, as: 'page', author: 'Ann' };
      await author.publishing.run();
      return fileOf(author.saved.at(-1)?.files[0]?.content ?? new Blob(), `${title}.html`);
    };
    const [one, other] = [await publish(0, 2, 'One'), await publish(1, 3, 'Other')];
    const { gallery, bringing } = await publisher(0);
    const broken = fileOf(new Blob(['x']), 'broken.zip');
    const failures = await bringing.open([one, broken, other]);
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^broken\.zip: /),
    ]);
    expect(bringing.opened?.facts).toMatchObject({
      title: '2 published galleries',
      author: 'Ann',
    });
    expect([bringing.opened?.pictures.length, bringing.chosen.size]).toEqual([4, 3]);
    const came = await bringing.run();
    expect(came.failures).toEqual([]);
    expect(gallery.entries.map(({ title }) => title).toSorted()).toEqual(
      author.entries.map(({ title }) => title).toSorted(),
    );
  });
});

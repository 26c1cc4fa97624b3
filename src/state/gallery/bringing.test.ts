import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorInWords } from '../../core/base/errors';
import type { GalleryEntry } from '../../core/gallery/entry';
import { readPublished } from '../../core/gallery/publish/read-published';
import { blobReader } from '../../core/source/byte-reader';
import { StoredGallery } from '../../platform/storage/gallery';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { calm } from '../testing';
import { gate, publisherOf } from './testing';

const publisher = (pictures: number) =>
  publisherOf(new StoredGallery(memoryStore(), memoryBells()()), pictures);

const fileOf = (content: Blob, name = 'page.html'): File => new File([content], name);

/** Publishes pictures as one page and returns that. */
async function pageOf(
  { publishing, saved }: Awaited<ReturnType<typeof publisher>>,
  entries: readonly GalleryEntry[],
): Promise<Blob> {
  publishing.offer(entries, 'Owls');
  publishing.choices = { ...publishing.choices, as: 'page' };
  await publishing.run();
  return saved.at(-1)?.files[0]?.content ?? new Blob();
}

/** Returns the page without the files of all pictures but so many. */
async function without(page: Blob, from: number): Promise<Blob> {
  const read = await readPublished(blobReader(page));
  if (!read.ok) throw new Error(read.error.message);
  let text = await page.text();
  for (const { entry } of read.value.pictures.slice(from)) {
    text = text.replaceAll(`data-file="${entry.files.picture.hash}"`, 'data-file="gone"');
  }
  return new Blob([text]);
}

afterEach(() => void vi.restoreAllMocks());

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

  it('says what was taken and what was not, and why, where files are missing', async () => {
    const author = await publisher(3);
    const page = await pageOf(author, author.entries);
    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(await without(page, 1))]);
    const [, second] = bringing.opened?.pictures ?? [];
    const came = await bringing.run();
    expect([came.entries.length, came.failures.length, gallery.entries.length]).toEqual([1, 2, 1]);
    expect([bringing.share, bringing.chosen.size]).toEqual([null, 2]);
    const words = bringing.failure ? errorInWords(bringing.failure) : '';
    expect(words).toContain('2 pictures were not taken.');
    expect(words).toContain(`“${second?.entry.title ?? '?'}”`);
    expect(words).toContain('1 other picture is in your gallery now.');
    expect(words).not.toContain('unchanged');
    await bringing.run();
    expect(bringing.failure?.safe).toBe('Your gallery is unchanged.');
  });

  it('can be begun again after a picture was refused by surprise', async () => {
    const author = await publisher(1);
    const page = await pageOf(author, author.entries);
    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(page)]);
    const add = vi.spyOn(gallery, 'add').mockRejectedValue(new Error('surprise'));
    await expect(bringing.run()).rejects.toThrow('surprise');
    expect(bringing.share).toBeNull();
    add.mockRestore();
    expect((await bringing.run()).entries).toHaveLength(1);
  });

  it('takes nothing more once it is stopped', async () => {
    const author = await publisher(3);
    const page = await pageOf(author, author.entries);
    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(page)]);
    const add = gallery.add.bind(gallery);
    vi.spyOn(gallery, 'add').mockImplementation((entries, files) => {
      bringing.stop();
      return add(entries, files);
    });
    expect((await bringing.run()).entries).toHaveLength(1);
    expect([gallery.entries.length, bringing.share]).toEqual([1, null]);
    // The next one is another work.
    vi.restoreAllMocks();
    expect((await bringing.run()).entries).toHaveLength(2);
  });

  it('has what is opened meanwhile wait until it is done', async () => {
    const author = await publisher(3);
    const [one, other] = [
      await pageOf(author, author.entries.slice(0, 2)),
      await pageOf(author, author.entries.slice(2)),
    ];
    const { gallery, bringing } = await publisher(0);
    await bringing.open([fileOf(one)]);
    const adding = gate();
    const add = gallery.add.bind(gallery);
    vi.spyOn(gallery, 'add').mockImplementationOnce(async (entries, files) => {
      await adding.opened;
      return add(entries, files);
    });
    const running = bringing.run();
    const opening = bringing.open([fileOf(other)]);
    await calm();
    expect(bringing.opened?.pictures.length).toBe(2);
    adding.open();
    expect((await running).entries).toHaveLength(2);
    await opening;
    expect([bringing.opened?.pictures.length, bringing.chosen.size]).toEqual([1, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { noCamera } from '../naming/tokens';
import { galleryEntry, galleryFile, pipelineOf } from '../testing/gallery-entries';
import { idOf } from '../testing/any-history';
import {
  coverOf,
  type GalleryCollection,
  moved,
  movedBeside,
  withCover,
  withEntries,
  withoutEntries,
} from './collection';
import { bytesOfEntries, makeEntry, tagsIn, withDetails } from './entry';
import { findEntries, type Wanted, tagsOf } from './find';

const entries = [
  galleryEntry(1, { title: 'Ferry 10', tags: ['harbour'], taken: '2020-05-01T10:00:00' }),
  galleryEntry(2, { title: 'ferry 9', tags: ['Harbour', 'print'], pipeline: pipelineOf('sepia') }),
  galleryEntry(3, { title: 'Owl', caption: 'On the moss', taken: '2024-05-01T10:00:00' }),
];

const album: GalleryCollection = {
  id: idOf(9),
  at: 1,
  title: 'Album',
  entries: [3, 1, 7].map(idOf),
};

const titles = (wanted: Partial<Wanted>): readonly string[] =>
  findEntries(entries, { query: '', tag: null, collection: null, sort: 'newest', ...wanted }).map(
    ({ title }) => title,
  );

describe('finding pictures', () => {
  it('looks at titles, captions, tags and the names of steps, every word of it', () => {
    expect(titles({ query: 'clarity' })).toEqual(['Owl', 'Ferry 10']);
    expect(titles({ query: 'HARBOUR sepia' })).toEqual(['ferry 9']);
    expect(titles({ query: 'moss' })).toEqual(['Owl']);
    expect(titles({ query: 'moss sepia' })).toEqual([]);
    expect(titles({ tag: 'harbour' })).toEqual(['ferry 9', 'Ferry 10']);
  });

  it('puts them into the order that is wanted', () => {
    expect(titles({})).toEqual(['Owl', 'ferry 9', 'Ferry 10']);
    expect(titles({ sort: 'oldest' })).toEqual(['Ferry 10', 'ferry 9', 'Owl']);
    expect(titles({ sort: 'title' })).toEqual(['ferry 9', 'Ferry 10', 'Owl']);
    expect(titles({ sort: 'taken' })).toEqual(['Owl', 'Ferry 10', 'ferry 9']);
    expect(titles({ collection: album, sort: 'hand' })).toEqual(['Owl', 'Ferry 10']);
  });

  it('counts tags whatever their case, those used most first', () => {
    expect(tagsOf(entries)).toEqual([
      { tag: 'harbour', count: 2 },
      { tag: 'print', count: 1 },
    ]);
  });
});

describe('collections', () => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  it('keep an order made by hand, and a cover of their own', () => {
    expect(moved(album, idOf(7), -1).entries).toEqual([3, 7, 1].map(idOf));
    expect(moved(album, idOf(3), 9).entries).toEqual([1, 7, 3].map(idOf));
    expect(moved(album, idOf(5), 1)).toEqual(album);
    expect(movedBeside(album, idOf(1), idOf(3), 'before').entries).toEqual([1, 3, 7].map(idOf));
    expect(movedBeside(album, idOf(3), idOf(1), 'after').entries).toEqual([1, 3, 7].map(idOf));
    expect(movedBeside(album, idOf(5), idOf(1), 'after')).toEqual(album);
    expect(movedBeside(album, idOf(3), idOf(5), 'before')).toEqual(album);
    expect(movedBeside(album, idOf(3), idOf(3), 'before')).toEqual(album);
    expect(coverOf(album, byId)?.title).toBe('Owl');
    expect(coverOf(withCover(album, idOf(1)), byId)?.title).toBe('Ferry 10');
    expect(withCover(album, idOf(5))).toEqual(album);
  });

  it('take each picture once, and let go of a cover that leaves', () => {
    expect(withEntries(album, [idOf(1), idOf(2)]).entries).toEqual([3, 1, 7, 2].map(idOf));
    const led = withCover(album, idOf(1));
    expect(withoutEntries(led, [idOf(3)]).cover).toBe(idOf(1));
    expect(withoutEntries(led, [idOf(1)])).toEqual({ ...album, entries: [3, 7].map(idOf) });
  });
});

describe('an entry', () => {
  const camera = {
    ...noCamera,
    author: 'Someone',
    camera: 'Camera',
    date: { year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5 },
  };
  const facts = galleryEntry(1, { title: ' x ', tags: ['a ', 'A', ''] });

  it('tells of the photo only what is allowed, and never whose it is', () => {
    const source = { name: 'owl.jpg', camera };
    const silent = makeEntry(facts, source, { name: false, camera: false });
    expect(JSON.stringify(silent)).not.toMatch(/owl|Camera|2026|Someone/);
    const telling = makeEntry(facts, source, { name: true, camera: true });
    expect(telling).toMatchObject({
      title: 'x',
      tags: ['a'],
      source: 'owl.jpg',
      taken: '2026-01-02T03:04:05',
      camera: { camera: 'Camera' },
    });
    expect(JSON.stringify(telling)).not.toContain('Someone');
  });

  it('takes new words in place of the old ones, and can lose its caption', () => {
    const entry = galleryEntry(1, { caption: 'old' });
    expect(withDetails(entry, { title: 'new', tags: ['b'] })).toEqual({
      ...galleryEntry(1),
      title: 'new',
      tags: ['b'],
    });
    expect(tagsIn('wildlife, print,, Print ')).toEqual(['wildlife', 'print']);
  });

  it('counts a file that several share once', () => {
    const [shared, own] = [galleryFile(1, { bytes: 10 }), galleryFile(2, { bytes: 5 })];
    const one = galleryEntry(1, { files: { picture: shared, small: own } });
    const other = galleryEntry(2, { files: { picture: shared, small: own, before: own } });
    expect(bytesOfEntries([one, other])).toBe(15);
  });
});

import fc from './properties';
import { initialExportSettings } from '../formats/settings';
import type { GalleryCollection } from '../gallery/collection';
import {
  type EntryFacts,
  galleryBounds,
  type GalleryEntry,
  galleryTypes,
  makeEntry,
} from '../gallery/entry';
import { noCamera } from '../naming/tokens';
import { idOf } from './any-history';
import { anyPipeline } from './any-pipeline';
import { galleryFile } from './gallery-entries';
import { hostileTexts } from './hostile-texts';

// Help for tests only: random entries and collections of the gallery.

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.constantFrom(...hostileTexts, '', ' ', '\ud83d', 'x'.repeat(maxLength + 5)),
  );

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });

const file = fc
  .record({
    number: fc.nat(1e6),
    type: fc.constantFrom(...galleryTypes),
    width: fc.integer({ min: 1, max: galleryBounds.side }),
  })
  .map(({ number, ...rest }) => galleryFile(number, rest));

const settings = fc.constantFrom(null, initialExportSettings(), {
  ...initialExportSettings(),
  format: 'webp',
  fitUnder: 500_000,
});

const made = fc.record(
  {
    format: fc.constantFrom('jpeg', 'png'),
    width: fc.integer({ min: 1, max: 1e5 }),
    height: fc.integer({ min: 1, max: 1e5 }),
    bytes: fc.nat(1e9),
    quality: fc.nat(100),
  },
  { requiredKeys: ['format', 'width', 'height', 'bytes'], noNullPrototype: true },
);

const date = fc.record({
  year: fc.nat(9_999),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 31 }),
  hour: fc.nat(23),
  minute: fc.nat(59),
  second: fc.nat(59),
});

/** Any entry that the app can make, of whatever people and cameras say. */
export const anyEntry: fc.Arbitrary<GalleryEntry> = fc
  .record({
    id: fc.nat(1e9).map(idOf),
    at: fc.nat(4e9).map((seconds) => seconds * 1_000),
    title: text(galleryBounds.titleLength),
    caption: maybe(text(galleryBounds.captionLength)),
    tags: fc.array(text(galleryBounds.tagLength), { maxLength: 30 }),
    pipeline: anyPipeline,
    version: fc.constantFrom(null, { id: idOf(1), parents: [idOf(2)] }),
    settings,
    made: maybe(made),
    picture: file,
    small: file,
    before: maybe(file),
    name: text(galleryBounds.factLength),
    camera: maybe(text(galleryBounds.factLength)),
    lens: maybe(text(galleryBounds.factLength)),
    date: maybe(date),
    allows: fc.record({ name: fc.boolean(), camera: fc.boolean() }),
  })
  .map(({ caption, made, picture, small, before, name, camera, lens, date, allows, ...rest }) => {
    const facts: EntryFacts = {
      ...rest,
      ...(caption === null ? {} : { caption }),
      ...(made === null ? {} : { made }),
      files: { picture, small, ...(before === null ? {} : { before }) },
    };
    return makeEntry(facts, { name, camera: { ...noCamera, camera, lens, date } }, allows);
  });

/** Any collection that the app can make. */
export const anyCollection: fc.Arbitrary<GalleryCollection> = fc
  .record({
    id: fc.nat(1e9).map(idOf),
    at: fc.nat(4e9).map((seconds) => seconds * 1_000),
    title: fc.string({ unit: 'grapheme', maxLength: 30 }),
    entries: fc.uniqueArray(fc.nat(1e6).map(idOf), { maxLength: 20 }),
    cover: maybe(fc.nat(19)),
  })
  .map(({ cover, ...rest }) => {
    const found = cover === null ? undefined : rest.entries[cover];
    return { ...rest, ...(found === undefined ? {} : { cover: found }) };
  });

import fc from './properties';
import { initialExportSettings } from '../formats/settings';
import type { VersionFacts } from '../pipeline/versions/make-version';
import { carrierKinds, versionBounds, versionReasons } from '../pipeline/versions/version';
import { idOf } from './any-history';
import { anyPipeline } from './any-pipeline';

// Random versions of pipelines, for tests of what keeps and carries them.

const moment = fc.nat(4e9).map((seconds) => seconds * 1_000);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const anyId = fc.nat(1e9).map(idOf);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const carrier = fc.record(
  { kind: fc.constantFrom(...carrierKinds), at: moment, name: text },
  { requiredKeys: ['kind', 'at'], noNullPrototype: true },
);

/** What there may be to say of a version beside its contents. */
export const anyFacts: fc.Arbitrary<VersionFacts> = fc
  .record({
    lineage: anyId,
    parents: fc.uniqueArray(anyId, { maxLength: 2 }),
    at: moment,
    reason: fc.constantFrom(...versionReasons),
    about: maybe(text),
    name: maybe(text),
    note: maybe(text),
    pin: maybe(fc.record({ on: fc.boolean(), at: moment }, { noNullPrototype: true })),
    picture: maybe(fc.integer({ min: 1, max: versionBounds.pictureBytes })),
    carriedBy: fc.array(carrier, { maxLength: 4 }),
  })
  .map(({ about, name, note, pin, picture, ...rest }) => ({
    ...rest,
    ...(about === undefined ? {} : { about }),
    ...(name === undefined
      ? {}
      : { label: { name, at: rest.at, ...(note === undefined ? {} : { note }) } }),
    ...(pin === undefined ? {} : { pin }),
    ...(picture === undefined ? {} : { picture: { hash: 'c3'.repeat(32), bytes: picture } }),
  }));

const anySettings = fc.constantFrom(null, initialExportSettings(), {
  ...initialExportSettings(),
  format: 'png',
  size: 'custom' as const,
  fitUnder: 500_000,
  fileName: '{name}-web',
  // What is not chosen has no effect, and is not written.
  values: { ...initialExportSettings().values, jpeg: { quality: 12 } },
});

/** Pipeline, settings and facts, to make a version of. */
export const anyVersion = fc.tuple(anyPipeline, anySettings, anyFacts);

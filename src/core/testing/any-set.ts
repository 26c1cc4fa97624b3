import fc from './properties';
import { goTo, makeOwn, type SetWork } from '../set/going';
import { bestRating, flag, flags, newEntry, newSet, rate } from '../set/set';
import { changeValues } from '../pipeline/edit';
import type { Pipeline } from '../pipeline/pipeline';
import { anyPipeline } from './any-pipeline';

/** What a person does to a set: a kind of deed, which picture, and which step. */
const anyDeeds = fc.array(
  fc.record({
    kind: fc.constantFrom('go', 'own', 'change', 'rate', 'flag'),
    picture: fc.nat(7),
    step: fc.nat(11),
  }),
  { maxLength: 12 },
);

function done(
  work: SetWork,
  { kind, picture, step }: { kind: string; picture: number; step: number },
  other: Pipeline,
): SetWork {
  const { set, pipeline } = work;
  const entry = set.entries[picture % set.entries.length];
  const at = pipeline.steps[step % Math.max(1, pipeline.steps.length)];
  if (!entry) return work;
  switch (kind) {
    case 'go':
      return goTo(work, entry.id) ?? work;
    case 'own':
      return at ? makeOwn(work, at.id) : work;
    case 'change': {
      const alike = other.steps.find(({ operation }) => operation === at?.operation);
      return at && alike?.kind === 'known'
        ? { set, pipeline: changeValues(pipeline, at.id, alike.values) }
        : work;
    }
    case 'rate':
      return { pipeline, set: rate(set, [entry.id], step % (bestRating + 1)) };
    default:
      return { pipeline, set: flag(set, [entry.id], flags[step % flags.length] ?? 'none') };
  }
}

/** A set with its pipeline, as they are after a person did anything to them. */
export const anySetWork: fc.Arbitrary<SetWork> = fc
  .record({
    pipeline: anyPipeline,
    other: anyPipeline,
    files: fc.array(
      fc.record({ name: fc.string({ maxLength: 20 }), modified: fc.maxSafeInteger() }),
      { minLength: 1, maxLength: 8 },
    ),
    deeds: anyDeeds,
  })
  .map(({ pipeline, other, files, deeds }) => {
    const entries = files.map(({ name, modified }, index) =>
      newEntry({ name, folder: '', bytes: index, modified }, `entry-${index}`),
    );
    const set = newSet('Walk', entries, 'walk');
    if (!set) throw new Error('a set has pictures');
    return deeds.reduce<SetWork>((work, deed) => done(work, deed, other), { set, pipeline });
  });

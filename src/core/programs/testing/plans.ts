import { formats } from '../../formats/index';
import { type ExportSettings, initialExportSettings } from '../../formats/settings';
import type { Pipeline } from '../../pipeline/pipeline';
import type { OwnPicture } from '../own-pictures';
import { planProgram, type ProgramPlan } from '../plan';

// Help for tests only.

/** A plan with what is told apart in the answers of tests. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: ProgramPlan;
}

const metadata: Readonly<Record<string, Partial<ExportSettings>>> = {
  all: { metadata: 'all' },
  some: { metadata: 'safe' },
  none: { metadata: 'none' },
  carried: { metadata: 'none', carriesPipeline: true },
};
const sizes: Readonly<Record<string, Partial<ExportSettings>>> = {
  smaller: { fitUnder: 100_000 },
  same: { fitUnder: 100_000, fitKeepsSize: true },
};
const names: Readonly<Record<string, Partial<ExportSettings>>> = {
  pattern: { fileName: '{name}-{index}-{exif.camera|slug}' },
};

/** Pictures of a set of which each is treated in another way. */
const ownTable: readonly OwnPicture[] = ([0, 'shared', 'alike', 'many'] as const).map((does) => ({
  path: `${does}/a.jpg`,
  does,
}));

/** Returns plans of every format, and with each kind of settings that programs are printed otherwise for. */
export function everyPlan(pipeline: Pipeline): readonly NamedPlan[] {
  const cases = formats.flatMap(({ id }) =>
    // Sizes and names ask whether a format animates, and nothing else of it.
    (id === 'jpeg' || id === 'webp' ? [metadata, sizes, names] : [metadata]).flatMap((choices) =>
      Object.entries(choices).map(
        ([choice, more]) => [`${id}, ${choice}`, { format: id, ...more }] as const,
      ),
    ),
  );
  const own = { pipelines: [pipeline], table: ownTable, pictures: 3, alike: 1, many: 1 };
  const ofSets = [
    ['own, jpeg', { format: 'jpeg', ...metadata['none'] }, own],
    ['own, webp, carried', { format: 'webp', ...metadata['carried'] }, own],
  ] as const;
  return [...cases, ...ofSets].map(([name, settings, ofSet]) => ({
    name,
    plan: planProgram(
      pipeline,
      { ...initialExportSettings(), ...settings },
      {
        appVersion: '1.0.0',
        vipsVersion: '8.18.7',
        date: '2026-01-02',
        checksum: null,
        own: ofSet ?? null,
        png: () => new Uint8Array([137, 80, 78, 71]),
      },
    ),
  }));
}

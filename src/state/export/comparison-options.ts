import {
  beforeAndAfter,
  type ComparedPicture,
  type Stage,
  stagesOf,
} from '../../core/comparison/compared';
import type { Arrangement, Caption, SheetLook } from '../../core/comparison/look';
import { count } from '../../core/base/words';
import { formatsById } from '../../core/formats/index';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import { displayFileName } from '../../core/naming/display-file-name';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { ComparisonRequest } from '../../core/engine/comparison-picture';
import type { Order } from '../base/order';

export type ComparisonKind =
  'side-by-side' | 'split' | 'stacked' | 'animated' | 'steps' | 'versions';

/** How a comparison picture is wanted. */
export interface ComparisonOptions {
  readonly kind: ComparisonKind;
  readonly captions: boolean;
  /** Whether the values of steps are written, too. */
  readonly notes: boolean;
  /** Whether the sheet says the name of the pipeline and of the file. */
  readonly titled: boolean;
  /** What is written at before and after, and at A and B; null for the versions' own names. */
  readonly words: readonly [string, string];
  readonly versionWords: readonly [string | null, string | null];
  /** See SheetLook. */
  readonly textSize: number;
  readonly gap: number;
  readonly background: string;
  readonly line: boolean;
  /** Where the divider is, 0 to 1; null for where it is on screen. */
  readonly at: number | null;
  readonly columns: number;
  readonly change: 'blink' | 'wipe';
  readonly seconds: number;
  readonly loops: boolean;
  /** The longer side in pixels, of pictures that stand still and of those that move; null: as it comes. */
  readonly longEdge: number | null;
  readonly movingEdge: number | null;
  /** The formats of both. */
  readonly format: string;
  readonly movingFormat: string;
  readonly quality: number;
  /** Stages that are left out of All steps: ids of steps, and 'source'. */
  readonly left: ReadonlySet<string>;
}

/** Formats that hold a sheet and that browsers show. */
export const stillFormats = ['jpeg', 'png', 'webp', 'avif'] as const;
export const movingFormats = ['gif', 'webp'] as const;

export const initialComparison: ComparisonOptions = {
  kind: 'side-by-side',
  captions: true,
  notes: true,
  titled: false,
  words: ['Original', 'Result'],
  versionWords: [null, null],
  textSize: 4,
  gap: 24,
  background: '#ffffff',
  line: true,
  at: null,
  columns: 3,
  change: 'blink',
  seconds: 1,
  loops: true,
  longEdge: 2400,
  movingEdge: 1080,
  format: 'jpeg',
  movingFormat: 'gif',
  quality: 85,
  left: new Set(),
};

/** One of the two versions that are compared. */
export interface ComparedVersion {
  readonly name: string;
  readonly pipeline: Pipeline;
}

/** What a comparison is made of beside its options. */
export interface ComparisonOf extends Order {
  /** Where the divider is on screen, 0 to 1 of the picture's width. */
  readonly at: number;
  readonly versions: readonly [ComparedVersion, ComparedVersion];
}

/** Returns whether a kind is an animation. */
export const isMoving = ({ kind }: Pick<ComparisonOptions, 'kind'>): boolean => kind === 'animated';

/** Returns the format that a comparison is written in. */
export const formatOf = (options: ComparisonOptions): string =>
  isMoving(options) ? options.movingFormat : options.format;

/** Returns the encoder's settings of a sheet: those that new files have, and its own quality. */
export function sheetSettings(
  id: string,
  quality: number,
  { resize }: Pick<ExportSettings, 'resize'>,
): ExportSettings {
  const initial = initialExportSettings();
  const values = initial.values[id] ?? {};
  const lossy = formatsById.get(id)?.lossy(values) ?? null;
  const own = lossy === null ? values : { ...values, [lossy]: quality };
  return { ...initial, resize, format: id, values: { ...initial.values, [id]: own } };
}

/** Returns the encoder's settings of a comparison. */
export const comparisonSettings = (
  options: ComparisonOptions,
  kernel: Pick<ExportSettings, 'resize'>,
): ExportSettings => sheetSettings(formatOf(options), options.quality, kernel);

function arrangementOf(options: ComparisonOptions, at: number): Arrangement {
  switch (options.kind) {
    case 'side-by-side':
    case 'versions':
      return { kind: 'grid', columns: 2 };
    case 'stacked':
      return { kind: 'grid', columns: 1 };
    case 'steps':
      return { kind: 'grid', columns: options.columns };
    case 'split':
      return { kind: 'split', at: options.at ?? at, line: options.line };
    case 'animated': {
      const { change, seconds, loops } = options;
      return { kind: 'animated', change, seconds, loops };
    }
  }
}

/** Returns the stages that All steps shows. */
export const shownStages = ({ left }: ComparisonOptions, pipeline: Pipeline): readonly Stage[] =>
  stagesOf(pipeline).filter(({ id }) => !left.has(id));

function picturesOf(
  options: ComparisonOptions,
  { pipeline, versions }: ComparisonOf,
): readonly ComparedPicture[] {
  if (options.kind === 'steps') {
    return shownStages(options, pipeline).map(({ pipeline: part, caption: { name, note } }) => ({
      pipeline: part,
      caption: { name, note: options.notes ? note : '' },
    }));
  }
  if (options.kind !== 'versions') return beforeAndAfter(pipeline, options.words);
  return versions.map((version, index) => ({
    pipeline: version.pipeline,
    caption: { name: options.versionWords[index] ?? version.name, note: '' },
  }));
}

const nothing: Caption = { name: '', note: '' };

/** Returns what the engine is asked for; null where nothing is left to be shown. */
export function comparisonRequest(
  options: ComparisonOptions,
  of: ComparisonOf,
): ComparisonRequest | null {
  const { source, pipeline, settings } = of;
  const pictures = picturesOf(options, of);
  if (pictures.length === 0) return null;
  const steps = count(pipeline.steps.filter(({ enabled }) => enabled).length, 'step');
  const title = { name: pipeline.name, note: `${displayFileName(source.name)} · ${steps}` };
  const look: SheetLook = {
    arrangement: arrangementOf(options, of.at),
    title: options.titled ? title : nothing,
    textSize: options.textSize,
    gap: options.gap,
    background: options.background,
    longEdge: isMoving(options) ? options.movingEdge : options.longEdge,
  };
  const shown = pictures.map((picture) => ({
    ...picture,
    caption: options.captions ? picture.caption : nothing,
  }));
  return { pictures: shown, look, settings: comparisonSettings(options, settings) };
}

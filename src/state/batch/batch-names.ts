import { dateOf, type FileDate } from '../../core/batch/file-dates';
import { type ManifestRow, manifestCsv } from '../../core/batch/manifest';
import { formatsById } from '../../core/formats/index';
import { type ExportPreset, presetOf } from '../../core/formats/presets';
import type { ExportSettings } from '../../core/formats/settings';
import { nameFrom, parsePattern } from '../../core/naming/pattern';
import { safeFileName, stemOf } from '../../core/naming/safe-file-name';
import { momentOf, type NameFacts, noCamera } from '../../core/naming/tokens';
import { type Collision, uniqueNames } from '../../core/naming/unique-names';
import { isNothingOwn } from '../../core/set/own-values';
import { writeSetDocument } from '../../core/set/set-document';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { BatchItem } from './batch-item.svelte';

/** One file that is handed over. */
export interface DeliveryEntry {
  /** Path with slashes. */
  readonly name: string;
  readonly content: Blob;
  readonly modified: Date;
}

/** What a run makes, and how it is called. */
export interface RunOrder {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  /** Which version the pipeline is, for files that carry it; null where nobody knows, or none does. */
  readonly version: CarriedVersion | null;
  /** Named export settings, by one of which these may be called. */
  readonly presets: readonly ExportPreset[];
  /** Which date the results carry in an archive. */
  readonly dates: FileDate;
  /** How many files the whole run has. */
  readonly files: number;
}

/** What a run makes. */
export type Begun = Pick<RunOrder, 'pipeline' | 'settings' | 'version'> & {
  /** Whether it was begun by an earlier page. */
  readonly isResumed?: boolean;
};

/** Everything that a run hands over. */
export interface Delivery {
  readonly results: readonly DeliveryEntry[];
  readonly manifest: DeliveryEntry;
  /** The pipeline with what counts for single pictures only; null where nothing does. */
  readonly pipeline: DeliveryEntry | null;
}

const safeFolder = (folder: string): string =>
  folder
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => `${safeFileName(segment)}/`)
    .join('');

type Naming = Omit<RunOrder, 'dates' | 'version'>;

/** Returns what there is to say of each item in a name. */
function factsOf(
  items: readonly BatchItem[],
  { pipeline, settings, presets, files }: Naming,
): readonly { readonly facts: NameFacts; readonly extension: string }[] {
  const now = momentOf(new Date());
  const preset = presetOf(settings, presets)?.name ?? '';
  const usual = formatsById.get(settings.format)?.extension ?? 'jpg';
  return items.map(({ name, index, result }) => {
    const extension = result?.extension ?? usual;
    const facts = {
      name: stemOf(name),
      pipeline: pipeline.name,
      preset,
      step: null,
      operation: '',
      index: index + 1,
      files,
      width: result?.width ?? null,
      height: result?.height ?? null,
      format: extension,
      quality: result?.quality ?? null,
      now,
      exif: result?.camera ?? noCamera,
    };
    return { facts, extension };
  });
}

/**
 * Returns the paths of the results, in the order of the items, none like another. Sizes and what
 * the camera wrote count once an item is done.
 */
export function namesOf(
  items: readonly BatchItem[],
  order: Naming,
): { readonly names: readonly string[]; readonly collisions: readonly Collision[] } {
  const pattern = parsePattern(order.settings.fileName);
  const wanted = factsOf(items, order).map(
    ({ facts, extension }, at) =>
      safeFolder(items[at]?.folder ?? '') + nameFrom(pattern, facts, extension),
  );
  return uniqueNames(wanted);
}

/** Returns what a pattern of names says of each item, without an ending; nothing for an empty one. */
export const captionsOf = (
  items: readonly BatchItem[],
  order: Naming,
  pattern: string,
): readonly string[] =>
  factsOf(items, order).map(({ facts, extension }) =>
    pattern.trim() === ''
      ? ''
      : nameFrom(parsePattern(pattern), facts, extension).slice(0, -extension.length - 1),
  );

/** Returns the results of a run with their names, and its manifest. */
export function deliveryOf(items: readonly BatchItem[], order: RunOrder): Delivery {
  const now = new Date();
  const finished = items.filter(({ result }) => result !== null);
  const { names } = namesOf(finished, order);
  const nameBy = new Map(finished.map((item, index) => [item, names[index] ?? item.name]));
  const rows = items.map((item): ManifestRow => {
    const { folder, name, result, error } = item;
    return {
      source: folder + name,
      name: nameBy.get(item) ?? '',
      bytes: result?.content.size ?? null,
      width: result?.width ?? null,
      height: result?.height ?? null,
      seconds: result ? Math.round(result.milliseconds) / 1000 : null,
      sha256: result?.sha256 ?? '',
      error: result ? '' : error || 'not done',
    };
  });
  return {
    results: finished.flatMap(({ result, modified }, index) => {
      if (!result) return [];
      const date = dateOf(order.dates, modified, result.camera.date, now);
      return [{ name: names[index] ?? 'image', content: result.content, modified: date }];
    }),
    pipeline: items.every(({ own }) => isNothingOwn(own))
      ? null
      : {
          name: 'pipeline.json',
          content: new Blob(
            [JSON.stringify(writeSetDocument(order.pipeline, items, order.version), null, 2)],
            { type: 'application/json' },
          ),
          modified: now,
        },
    manifest: {
      name: 'manifest.csv',
      content: new Blob([manifestCsv(rows)], { type: 'text/csv;charset=utf-8' }),
      modified: now,
    },
  };
}

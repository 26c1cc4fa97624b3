import { initialValues, type Values } from '../operations/define';
import { resize } from '../operations/geometry/resize';
import { cutText } from '../base/cut-text';
import { readRecord } from '../base/read-record';
import {
  type MetadataGroup,
  metadataGroups,
  type MetadataPolicy,
  metadataPolicies,
} from '../metadata/groups';
import type { Format } from './define';
import { formats, formatsById } from './index';

/** How the exported picture is sized: as it is, to `webLongEdge`, or as `resize` says. */
export type SizeMode = 'original' | 'web' | 'custom';

/** Bytes that a file can be told to stay under. */
export const minFitUnder = 1_000;
export const maxFitUnder = 1e9;

/** Everything that the Images tab sets. All of it is plain data. */
export interface ExportSettings {
  /** A format's id. */
  readonly format: string;
  /** Encoder values by format id, so that switching back and forth forgets nothing. */
  readonly values: Readonly<Record<string, Values>>;
  readonly size: SizeMode;
  /** Values of the operation Resize for size "custom"; its kernel serves size "web" too. */
  readonly resize: Values;
  /** The most that the file may take, in bytes; null for any. */
  readonly fitUnder: number | null;
  /** Whether only the quality may go down for that, and not the size. */
  readonly fitKeepsSize: boolean;
  /** Which metadata stay; the sRGB profile is always embedded. */
  readonly metadata: MetadataPolicy;
  /** The groups that stay under the policy 'own'. */
  readonly metadataGroups: readonly MetadataGroup[];
  /** Whether the file carries the pipeline that made it (metadata/embedded-pipeline.ts). */
  readonly carriesPipeline: boolean;
  /** File name pattern (naming/pattern.ts) without extension; empty for the source's own name. */
  readonly fileName: string;
}

/** Returns the settings that a new workspace starts with. */
export const initialExportSettings = (): ExportSettings => ({
  format: 'jpeg',
  values: Object.fromEntries(
    formats.map((format) => [
      format.id,
      Object.fromEntries([...format.parameters].map(([name, p]) => [name, p.initial])),
    ]),
  ),
  size: 'original',
  resize: initialValues(resize),
  fitUnder: null,
  fitKeepsSize: false,
  metadata: 'safe',
  metadataGroups: ['camera', 'date', 'author', 'description'],
  carriesPipeline: false,
  fileName: '',
});

/** Returns the values that fit; each other one is the initial one. */
function valuesIn({ parameters }: Pick<Format, 'parameters'>, input: unknown): Values {
  const record = readRecord(input);
  return Object.fromEntries(
    [...parameters].map(([name, parameter]) => {
      const read = parameter.parse(record.any(name));
      return [name, read.ok ? read.value : parameter.initial];
    }),
  );
}

/**
 * Reads settings from storage. Every field that does not fit is replaced by its initial value:
 * settings are a convenience, so a damaged one must never stop the rest from loading.
 */
export function parseExportSettings(input: unknown): ExportSettings {
  const initial = initialExportSettings();
  if (typeof input !== 'object' || input === null) return initial;
  const fields = readRecord(input);
  const byFormat = readRecord(fields.any('values'));
  const values = Object.fromEntries(
    formats.map((format) => [format.id, valuesIn(format, byFormat.any(format.id))]),
  );
  const format = fields.any('format');
  const size = fields.any('size');
  const target = fields.any('fitUnder');
  const fileName = fields.any('fileName');
  const fitUnder =
    typeof target === 'number' &&
    Number.isInteger(target) &&
    target >= minFitUnder &&
    target <= maxFitUnder
      ? target
      : null;
  return {
    format: typeof format === 'string' && formatsById.has(format) ? format : initial.format,
    values,
    size: size === 'web' || size === 'custom' ? size : 'original',
    resize: valuesIn(resize, fields.any('resize')),
    fitUnder,
    // Without a target it says nothing, and is not written.
    fitKeepsSize: fitUnder !== null && fields.any('fitKeepsSize') === true,
    metadata: policyIn(fields.any('metadata')) ?? initial.metadata,
    metadataGroups: groupsIn(fields.any('metadataGroups')) ?? initial.metadataGroups,
    carriesPipeline: fields.any('carriesPipeline') === true,
    fileName: typeof fileName === 'string' ? cutText(fileName, 120) : '',
  };
}

/**
 * Returns settings as they stand in documents: of the formats only the chosen one's values, and
 * nothing that has no effect.
 */
export function writeExportSettings(settings: ExportSettings): unknown {
  const { format, values, size, resize: sized, fitUnder, metadata, metadataGroups } = settings;
  return {
    format,
    values: { [format]: { ...values[format] } },
    size,
    ...(size === 'original' ? {} : { resize: { ...sized } }),
    ...(fitUnder === null ? {} : { fitUnder }),
    // Only where it is not as it always was, so that links go on saying the rest by their table.
    ...(fitUnder !== null && settings.fitKeepsSize ? { fitKeepsSize: true } : {}),
    metadata,
    ...(metadata === 'own' ? { metadataGroups: [...metadataGroups] } : {}),
    carriesPipeline: settings.carriesPipeline,
    fileName: settings.fileName,
  };
}

/**
 * Returns settings after taking those of a document: values of the formats that it does not speak
 * of stay as they were.
 */
export function withDocumentSettings(now: ExportSettings, taken: ExportSettings): ExportSettings {
  const { format } = taken;
  return { ...taken, values: { ...now.values, [format]: taken.values[format] ?? {} } };
}

/** Before there were policies, everything was removed or kept. */
const earlierPolicies: ReadonlyMap<unknown, MetadataPolicy> = new Map([
  ['remove', 'none'],
  ['keep', 'all'],
]);

const policyIn = (input: unknown): MetadataPolicy | undefined =>
  earlierPolicies.get(input) ?? metadataPolicies.find((policy) => policy === input);

const groupsIn = (input: unknown): readonly MetadataGroup[] | null =>
  Array.isArray(input)
    ? metadataGroups.map(({ id }) => id).filter((id) => input.includes(id))
    : null;

import { crc32 } from '../base/crc32';
import { type ExportSettings, writeExportSettings } from '../formats/settings';
import { type Values, writtenValues } from '../operations/define';
import { operationsById } from '../operations/known';
import { type CarriedVersion, carriedField, writeCarried } from '../pipeline/versions/carried';
import { documentVersion, type KnownStep, type Pipeline, type Step } from '../pipeline/pipeline';
import type { Problem } from '../pipeline/tolerance';

/** Where the site serves the JSON Schema, relative to the site. Each document version has its own. */
export const schemaPath = `schema/pipeline-${documentVersion}.json`;

/** Characters at most of what a document says beside its pipeline. */
export const factLengths = { version: 20, format: 20, name: 255 } as const;

/** What a document may say of the picture it was made on. Sizes in pixels. */
export interface SourceFacts {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Only when the person wants it there. */
  readonly name?: string;
}

/** The versions that a document was made with. */
export interface MadeWith {
  readonly pipette: string;
  readonly libvips: string;
}

/** What a document says beside the pipeline; all of it may be left out. */
export interface DocumentExtras {
  /** Where the JSON Schema is served, as an address. */
  readonly schema?: string;
  readonly madeWith?: MadeWith;
  readonly source?: SourceFacts;
  readonly settings?: ExportSettings;
  /** Which version it is of the pipeline's history; null where there is none. */
  readonly version?: CarriedVersion | null;
}

/** A document from outside, as far as it was understood. */
export interface ReadDocument {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings | null;
  readonly source: SourceFacts | null;
  readonly madeWith: MadeWith | null;
  /** The version that it was made from. */
  readonly version: CarriedVersion | null;
  /** What did not fit, in the order of the document. */
  readonly problems: readonly Problem[];
}

/** Returns the values of a step that are written; none where its operation is not known. */
function writtenOf({ operation, values }: KnownStep): Values {
  const known = operationsById.get(operation);
  return known ? writtenValues(known, values) : {};
}

function writeStep(step: Step, index: number): unknown {
  const head = {
    step: index + 1,
    id: step.id,
    operation: step.operation,
    ...(step.name === undefined ? {} : { name: step.name }),
    ...(step.note === undefined ? {} : { note: step.note }),
  };
  if (step.kind === 'placeholder') {
    const original: unknown = JSON.parse(step.original);
    return { ...head, ...(original as object) };
  }
  return { ...head, enabled: step.enabled, parameters: writtenOf(step) };
}

/**
 * Returns the pipeline as a plain, JSON-able document of the current version. Keys always stand in
 * the same order, and values are written out even where they are the usual ones, but for settings that
 * came later than their operation.
 */
export function writeDocument(pipeline: Pipeline, extras: DocumentExtras = {}): unknown {
  const { name, description, created, origin, steps } = pipeline;
  const { schema, madeWith, source, settings, version } = extras;
  return {
    ...(schema === undefined ? {} : { $schema: schema }),
    pipette: documentVersion,
    name,
    ...(description === undefined ? {} : { description }),
    ...(created === undefined ? {} : { created }),
    ...(origin === undefined ? {} : { origin: { ...origin } }),
    ...(madeWith === undefined ? {} : { madeWith }),
    ...(version ? { [carriedField]: writeCarried(version) } : {}),
    ...(source === undefined ? {} : { source }),
    operations: steps.map(writeStep),
    ...(settings === undefined ? {} : { export: writeExportSettings(settings) }),
  };
}

/**
 * Returns a short mark of what the steps do: eight hex digits, the CRC-32 of their operations,
 * values and switches. Names, notes and ids do not count.
 */
export function fingerprint(steps: readonly Step[]): string {
  const essence = steps.map((step) =>
    step.kind === 'known'
      ? [
          step.operation,
          step.enabled,
          Object.entries(writtenOf(step)).sort(([a], [b]) => (a < b ? -1 : 1)),
        ]
      : [step.operation, step.original],
  );
  const bytes = new TextEncoder().encode(JSON.stringify(essence));
  return crc32(bytes).toString(16).padStart(8, '0');
}

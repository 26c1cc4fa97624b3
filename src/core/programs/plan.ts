import { type Finishing, finishings } from '../formats/finish';
import { formatsById } from '../formats/index';
import type { ExportSettings } from '../formats/settings';
import type { Block, Resource } from '../graph/node';
import { create, record } from '../graph/picture';
import { prepare } from '../graph/prepare';
import { safeFileName } from '../naming/safe-file-name';
import { operationsById } from '../operations/index';
import { type CompiledStep, compilePipeline, fusedMost, settledSteps } from '../pipeline/compile';
import type { Pipeline } from '../pipeline/pipeline';
import { writePipeline } from '../pipeline/write';
import { resourceName } from './resource-name';
import { survey } from './scopes';

/** What a program is made from, besides the pipeline and the settings. */
export interface ProgramFacts {
  /** Of the program that makes it, such as "0.1.0". */
  readonly appVersion: string;
  /** Of libvips, such as "8.18.7"; programs say when theirs is another. */
  readonly vipsVersion: string;
  /** The day it is made, as YYYY-MM-DD. */
  readonly date: string;
  /** SHA-256 in hex of what the pipeline makes of the check picture here; null while unknown. */
  readonly checksum: string | null;
  /** Returns a picture that comes along with the pipeline as a PNG file. */
  png(resource: Resource): Uint8Array;
}

/** A step as a program shows it. */
export interface PlannedStep {
  readonly number: number;
  readonly operation: string;
  /** Such as "Exposure: +0.35 EV". */
  readonly comment: string;
  readonly block: Block;
  /** Whether pixels are computed into memory after it, as the engine does every few steps. */
  readonly settles: boolean;
}

/** Everything that a program says, before it is said in a language. */
export interface ProgramPlan {
  readonly name: string;
  readonly facts: ProgramFacts;
  /** The document, as JSON. */
  readonly document: unknown;
  readonly steps: readonly PlannedStep[];
  readonly finishings: readonly Finishing[];
  readonly prepare: Block;
  readonly checkPicture: Block;
  readonly format: {
    readonly id: string;
    readonly extension: string;
    /** libvips's saver, such as `jpegsave`. */
    readonly saver: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
  };
  readonly keepsMetadata: boolean;
  /** The name of results without extension; empty for the source's own. */
  readonly fileName: string;
  /** PNG files that come along, by resource name. */
  readonly carried: ReadonlyMap<string, Uint8Array>;
}

/** Pixels on the check picture's sides: odd, and no multiple of each other. */
const checkSize = { width: 97, height: 61 } as const;

/**
 * A colourful picture that any libvips makes alike, from whole numbers: both places and their
 * product, modulo 256. Takes any picture and does not look at it.
 */
export const checkPicture: Block = record((any) => {
  const places = create.xyz(checkSize.width, checkSize.height);
  const [x, y] = [places.extractBand(0), places.extractBand(1)];
  const low = x.linear([0], [255]).cast('uint');
  return x
    .linear([2.65], [0])
    .cast('uint')
    .bandjoin([y.linear([4.2], [0]).cast('uint'), x.multiply(y).and(low)])
    .cast('uchar')
    .copy({ interpretation: any.rgb });
});

function commentFor(step: CompiledStep, pipeline: Pipeline): string {
  const found = pipeline.steps.find(({ id }) => id === step.id);
  const operation = operationsById.get(step.operation);
  if (!operation || found?.kind !== 'known') return step.operation;
  const label = found.name ?? operation.label;
  return `${label}: ${operation.brief(found.values)}`;
}

/** Returns the pictures that come along with a block, each as often as it is used. */
const resourcesOf = (block: Block): Resource[] =>
  survey(block).items.flatMap((item) => (item.kind === 'resource' ? [item.resource] : []));

/** Plans the program for a pipeline with the export settings of the moment. */
export function planProgram(
  pipeline: Pipeline,
  settings: ExportSettings,
  facts: ProgramFacts,
): ProgramPlan {
  const format = formatsById.get(settings.format);
  if (!format) throw new TypeError(`unknown format ${settings.format}`);
  const compiled = compilePipeline(pipeline, 1);
  const ahead = settledSteps(compiled.length);
  const steps = compiled.map((step, index) => ({
    number: pipeline.steps.findIndex(({ id }) => id === step.id) + 1,
    operation: step.operation,
    comment: commentFor(step, pipeline),
    block: step.block,
    settles: (index + 1) % fusedMost === 0 && index < ahead,
  }));
  const { method, options } = format.save(settings.values[format.id] ?? {});
  return {
    name: pipeline.name,
    facts,
    document: writePipeline(pipeline),
    steps,
    finishings: finishings(settings, format),
    prepare: record(prepare),
    checkPicture,
    format: {
      id: format.id,
      extension: format.extension,
      saver: method.replace(/Buffer$/, ''),
      options,
    },
    keepsMetadata: settings.metadata === 'keep',
    fileName: settings.fileName === '' ? '' : safeFileName(settings.fileName),
    carried: new Map(
      steps
        .flatMap(({ block }) => resourcesOf(block))
        .map((resource) => [resourceName(resource), facts.png(resource)]),
    ),
  };
}

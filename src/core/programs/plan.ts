import type { ExportPreset } from '../formats/presets';
import { type Finishing, fitting, sizing } from '../formats/finish';
import type { Format } from '../formats/define';
import { formatsById } from '../formats/index';
import type { ExportSettings } from '../formats/settings';
import type { Block, Resource } from '../graph/node';
import { record } from '../graph/picture';
import { prepare } from '../graph/prepare';
import { whyItFlickers } from '../pipeline/looks-at-whole';
import type { Pipeline } from '../pipeline/pipeline';
import { writeDocument } from '../documents/document';
import { checkPicture } from './check-picture';
import type { CarriedVersion } from '../pipeline/versions/carried';
import { keptGroups, type MetadataGroup, metadataGroups } from '../metadata/groups';
import type { OwnPicture, SortedOwn } from './own-pictures';
import { type PlannedNaming, plannedNaming } from './plan-naming';
import { type PlannedStep, plannedSteps } from './plan-steps';
import { resourceName } from './resource-name';
import { resourcesIn } from './resources-in';

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
  /** Export presets among which the name of the present one is looked for; else the built-in ones. */
  readonly presets?: readonly ExportPreset[];
  /** Which version the pipeline is of its history. */
  readonly version?: CarriedVersion | null;
  /** The pictures of a set with values of their own; null, or left out, where there are none. */
  readonly own?: SortedOwn | null;
  /** Which versions their pipelines are, for results that carry them. */
  readonly ownVersions?: readonly CarriedVersion[];
  /** Returns a picture that comes along with the pipeline as a PNG file. */
  png(resource: Resource): Uint8Array;
}

/** What is done to single pictures in place of the pipeline. */
export interface PlannedOwn {
  readonly pipelines: readonly {
    readonly steps: readonly PlannedStep[];
    /** The document, as JSON, as results carry it. */
    readonly document: unknown;
    /** Why animations are refused, in words; null when they are not. */
    readonly flickers: string | null;
  }[];
  readonly table: readonly OwnPicture[];
}

/** Everything that a program says, before it is said in a language. */
export interface ProgramPlan {
  readonly name: string;
  readonly facts: ProgramFacts;
  /** The document, as JSON. */
  readonly document: unknown;
  readonly steps: readonly PlannedStep[];
  /** Null where no picture has values of its own. */
  readonly own: PlannedOwn | null;
  /** What makes the picture the wanted size. */
  readonly sizing: readonly Finishing[];
  /** What makes it fit its format. */
  readonly fitting: readonly Finishing[];
  readonly prepare: Block;
  readonly checkPicture: Block;
  readonly format: {
    readonly id: string;
    readonly extension: string;
    /** The part of libvips that not every build has. */
    readonly encoder: 'heif' | 'jxl' | null;
    /** libvips's saver, such as `jpegsave`. */
    readonly saver: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
    /** What it can hold besides pixels. */
    readonly holds: Format['holds'];
    /** Whether all frames of an animation are written. */
    readonly animates: boolean;
  };
  readonly metadata: {
    /** Whether everything stays that the format holds, nothing, or the groups of `kept`. */
    readonly policy: 'all' | 'none' | 'some';
    readonly kept: readonly MetadataGroup[];
    /** Whether results carry the pipeline (metadata/embedded-pipeline.ts). */
    readonly carriesPipeline: boolean;
  };
  /** The most that a file may take, in bytes; null for any. */
  readonly fitUnder: number | null;
  /** Whether only the quality may go down for that. */
  readonly fitKeepsSize: boolean;
  readonly naming: PlannedNaming;
  /** Why animations are refused, in words; null when they are not. */
  readonly flickers: string | null;
  /** PNG files that come along, by resource name. */
  readonly carried: ReadonlyMap<string, Uint8Array>;
}

function plannedMetadata(settings: ExportSettings, holdsXmp: boolean): ProgramPlan['metadata'] {
  const groups = keptGroups(settings.metadata, settings.metadataGroups);
  return {
    policy: groups.size === metadataGroups.length ? 'all' : groups.size === 0 ? 'none' : 'some',
    kept: metadataGroups.map(({ id }) => id).filter((id) => groups.has(id)),
    carriesPipeline: settings.carriesPipeline && holdsXmp,
  };
}

/** Plans the program for a pipeline with the export settings of the moment. */
export function planProgram(
  pipeline: Pipeline,
  settings: ExportSettings,
  facts: ProgramFacts,
): ProgramPlan {
  const format = formatsById.get(settings.format);
  if (!format) throw new TypeError(`unknown format ${settings.format}`);
  const steps = plannedSteps(pipeline);
  const { own = null } = facts;
  const ownPipelines = (own?.pipelines ?? []).map((one, index) => ({
    steps: plannedSteps(one),
    document: writeDocument(one, { version: facts.ownVersions?.[index] ?? null }),
    flickers: whyItFlickers(one),
  }));
  const values = settings.values[format.id] ?? {};
  const { method, options } = format.save(values);
  return {
    name: pipeline.name,
    facts,
    document: writeDocument(pipeline, { settings, version: facts.version ?? null }),
    steps,
    sizing: sizing(settings),
    fitting: fitting(settings, format),
    prepare: record(prepare),
    checkPicture,
    format: {
      id: format.id,
      extension: format.extension,
      encoder: format.encoder,
      saver: method.replace(/Buffer$/, ''),
      options,
      holds: format.holds,
      animates: format.animates(values),
    },
    metadata: plannedMetadata(settings, format.holds.xmpBytes > 0),
    fitUnder: settings.fitUnder,
    fitKeepsSize: settings.fitKeepsSize,
    flickers: format.animates(values) ? whyItFlickers(pipeline) : null,
    naming: plannedNaming(pipeline.name, settings, format, facts.presets),
    own: own && { pipelines: ownPipelines, table: own.table },
    carried: new Map(
      [steps, ...ownPipelines.map((one) => one.steps)]
        .flat()
        .flatMap(({ block }) => resourcesIn(block))
        .map((resource) => [resourceName(resource), facts.png(resource)]),
    ),
  };
}

/** Returns whether results tell anything besides pixels and their profile. */
export function isTelling({ format: { holds }, metadata }: ProgramPlan): boolean {
  const holdsAny = holds.exif || holds.iptc !== null || holds.texts || holds.xmpBytes > 0;
  return holdsAny && (metadata.policy !== 'none' || metadata.carriesPipeline);
}

/** Returns which files of a runtime a program of the plan takes where there is a choice. */
export function choicesFor(plan: ProgramPlan): ReadonlySet<string> {
  const { fitUnder, fitKeepsSize, format, metadata, naming } = plan;
  const tells = isTelling(plan);
  return new Set([
    ...(format.animates ? ['frames/animated', 'frames/strip'] : ['frames/still', 'frames/one']),
    fitUnder === null
      ? 'encoding/plain'
      : fitKeepsSize
        ? 'encoding/fit-quality'
        : 'encoding/fit-under',
    tells ? 'metadata/telling' : 'metadata/silent',
    ...(tells ? [`metadata/iptc-${format.holds.iptc ?? 'none'}`, `carriers/${format.id}`] : []),
    metadata.carriesPipeline ? 'metadata/embedded-pipeline' : 'metadata/no-pipeline',
    naming.pattern === '' ? 'naming/plain' : 'naming/pattern',
    naming.readsCamera ? 'naming/camera' : 'naming/no-camera',
  ]);
}

import { writeDocument } from '../documents/document';
import { formatsById } from '../formats/index';
import { resizing } from '../formats/output-size';
import type { ExportSettings } from '../formats/settings';
import type { SourceInfo } from '../engine/contract';
import { keptGroups, metadataGroups } from '../metadata/groups';
import { resize } from '../operations/geometry/resize';
import { operationsById } from '../operations/index';
import type { CarriedVersion } from '../pipeline/versions/carried';
import type { Pipeline, Step } from '../pipeline/pipeline';
import type { SetWork } from '../set/going';
import { stepInWords } from '../pipeline/step-words';
import type {
  Environment,
  PreviewCost,
  ReportExport,
  ReportFacts,
  ReportFile,
  ReportOutput,
  ReportStep,
  SpeedFacts,
} from './model';
import { parameterFacts } from './parameters';
import type { ReportPictures, ReportStage } from '../engine/report-pictures';
import { setFacts } from './set-facts';
import { triesFor } from './tries';

/** What is known when a report is written. */
export interface KnownFacts extends SpeedFacts {
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  readonly source: SourceInfo;
  readonly sourceSha256: string | null;
  /** Null until they are made. */
  readonly pictures: ReportPictures | null;
  /** What steps cost in the last preview, by id. */
  readonly previews: ReadonlyMap<string, PreviewCost>;
  readonly file: ReportFile | null;
  readonly fileName: string | null;
  /** Whether the report may name files and cameras. */
  readonly named: boolean;
  readonly environment: Environment;
  readonly engineBytes: number | null;
  readonly link: string | null;
  /** Which version the pipeline is of its history. */
  readonly version?: CarriedVersion | null;
  /** The set that the picture is one of. */
  readonly set?: SetWork | null;
  /** ISO 8601 in UTC. */
  readonly made: string;
}

/** Returns the facts that every report is made of, whatever its kind or form. */
export function reportFacts(known: KnownFacts): ReportFacts {
  const { pipeline, source, pictures, named } = known;
  const stages = new Map(pictures?.stages.map((stage) => [stage.id, stage]));
  const seen = [known.engineBytes, known.profile?.engineBytesMost, pictures?.engineBytes].filter(
    (bytes) => typeof bytes === 'number',
  );
  return {
    title: pipeline.name,
    description: pipeline.description ?? null,
    made: known.made,
    environment: known.environment,
    source: {
      name: named ? source.name : null,
      camera: named ? source.camera : null,
      format: source.format,
      width: source.width,
      height: source.height,
      bands: source.bands,
      bitsPerBand: source.bitsPerBand,
      fileBytes: source.fileBytes,
      sha256: known.sourceSha256,
      notices: source.notices.map(({ text }) => text),
    },
    sourceOutput: outputOf(stages.get('source')),
    steps: pipeline.steps.map((step, index) =>
      stepFacts(step, index, stages.get(step.id), known.previews.get(step.id)),
    ),
    export: exportFacts(known),
    set: known.set ? setFacts(known.set, named) : null,
    profile: known.profile,
    suggestions: known.suggestions,
    previewScale: pictures?.scale ?? null,
    engineBytes: seen.length === 0 ? null : Math.max(...seen),
    link: known.link,
    document: documentOf(known),
  };
}

/** The pipeline as it is written everywhere, with the export settings that the report tells of. */
function documentOf(known: KnownFacts): string {
  const { pipeline, settings, source, named, environment, version = null } = known;
  const { format, width, height, name } = source;
  const { pipette, libvips } = environment;
  const extras = {
    settings,
    version,
    source: { format, width, height, ...(named ? { name } : {}) },
    ...(libvips === null ? {} : { madeWith: { pipette, libvips } }),
  };
  return JSON.stringify(writeDocument(pipeline, extras), null, 2);
}

function outputOf(stage: ReportStage | undefined): ReportOutput | null {
  if (!stage) return null;
  const { width, height, bands, bitsPerBand, bytes, histogram, palette } = stage;
  return { width, height, bands, bitsPerBand, bytes, histogram, palette };
}

function stepFacts(
  step: Step,
  index: number,
  stage: ReportStage | undefined,
  preview: PreviewCost | undefined,
): ReportStep {
  const operation = operationsById.get(step.operation);
  const named = {
    number: index + 1,
    id: step.id,
    operation: step.operation,
    name: step.name ?? null,
    note: step.note ?? null,
  };
  const { state, sentence } = stepInWords(step);
  if (step.kind === 'placeholder' || operation === undefined) {
    return {
      ...named,
      label: step.operation,
      group: null,
      state,
      sentence,
      summary: 'Kept as it came, and not done.',
      purpose: '',
      parameters: [],
      tries: [],
      output: null,
      preview: null,
    };
  }
  const { label, group, summary, example } = operation;
  return {
    ...named,
    label,
    group,
    state,
    sentence,
    summary,
    purpose: example.text,
    parameters: parameterFacts(operation.parameters, step.values),
    tries: triesFor(operation, step.values),
    output: outputOf(stage),
    preview: preview ?? null,
  };
}

function exportFacts({ settings, file, fileName, named }: KnownFacts): ReportExport {
  const format = formatsById.get(settings.format);
  const values = settings.values[settings.format] ?? {};
  const size = resizing(settings);
  return {
    name: named ? fileName : null,
    format: settings.format,
    label: format?.label ?? settings.format,
    settings: format ? parameterFacts(format.parameters, values) : [],
    sizing: size === null ? 'As the steps leave it.' : resize.sentence(size),
    metadata: metadataInWords(settings),
    file,
  };
}

function metadataInWords({ metadata, metadataGroups: own }: ExportSettings): string {
  const kept = keptGroups(metadata, own);
  const labels = metadataGroups.filter(({ id }) => kept.has(id)).map(({ label }) => label);
  return labels.length === 0 ? 'None but the colour profile.' : `${labels.join('; ')}.`;
}

import type { ExportSettings } from '../formats/settings';
import type { SourceInfo, StepReport } from '../jobs';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';

/** What was done to a picture, as data: what reports are made of. Sizes in pixels. */
export interface ReportFacts {
  readonly name: string;
  readonly source: Pick<SourceInfo, 'format' | 'width' | 'height' | 'bitsPerBand' | 'fileBytes'>;
  readonly steps: readonly {
    readonly number: number;
    readonly operation: string;
    readonly enabled: boolean;
    /** What it did, in a sentence. */
    readonly sentence: string;
    readonly parameters: unknown;
    /** In the preview, in milliseconds; null when it did nothing. */
    readonly milliseconds: number | null;
    readonly width: number | null;
    readonly height: number | null;
  }[];
  readonly export: { readonly format: string; readonly values: unknown; readonly size: string };
}

/** Returns the facts of a pipeline on a picture; the picture's file name is not among them. */
export function reportFacts(
  pipeline: Pipeline,
  source: SourceInfo,
  settings: ExportSettings,
  reports: ReadonlyMap<string, StepReport>,
): ReportFacts {
  const { format, width, height, bitsPerBand, fileBytes } = source;
  return {
    name: pipeline.name,
    source: { format, width, height, bitsPerBand, fileBytes },
    steps: pipeline.steps.map((step, index) => {
      const operation = operationsById.get(step.operation);
      const report = reports.get(step.id);
      const isKnown = step.kind === 'known' && operation !== undefined;
      return {
        number: index + 1,
        operation: step.operation,
        enabled: step.enabled,
        sentence: isKnown ? operation.sentence(step.values) : 'Not known to this version.',
        parameters: isKnown ? step.values : {},
        milliseconds: report?.milliseconds ?? null,
        width: report?.width ?? null,
        height: report?.height ?? null,
      };
    }),
    export: {
      format: settings.format,
      values: settings.values[settings.format] ?? {},
      size: settings.size,
    },
  };
}

import type { Histogram } from '../../picture/histogram';
import { factsVersion, type ReportFacts, type ReportOutput } from '../model';

/** How a report's JSON calls itself, by which it is known when it is opened. */
export const reportMark = 'pipette-report';

/** The kinds of report, which differ in what they show; their facts are the same. */
export type ReportKind = 'visual' | 'technical' | 'guide' | 'performance';

const plainHistogram = (histogram: Histogram): unknown => ({
  red: [...histogram.red],
  green: [...histogram.green],
  blue: [...histogram.blue],
  luminance: [...histogram.luminance],
  clippedShadows: histogram.clippedShadows,
  clippedHighlights: histogram.clippedHighlights,
});

const plainOutput = (output: ReportOutput | null): unknown =>
  output && { ...output, histogram: plainHistogram(output.histogram) };

/**
 * Returns the facts as plain, JSON-able data, as schema.ts describes them: the same for every kind
 * of report. Pictures are not among them.
 * @param schema where the JSON Schema is served, as an address
 */
export function reportData(kind: ReportKind, facts: ReportFacts, schema?: string): unknown {
  const { document, sourceOutput, steps, set, ...others } = facts;
  const pipeline: unknown = JSON.parse(document);
  return {
    ...(schema === undefined ? {} : { $schema: schema }),
    [reportMark]: factsVersion,
    kind,
    ...others,
    sourceOutput: plainOutput(sourceOutput),
    steps: steps.map((step) => ({ ...step, output: plainOutput(step.output) })),
    // Left out where there is none, as in reports from before there were sets.
    ...(set && { set }),
    pipeline,
  };
}

/** Returns the facts as JSON text; lists of counts take one line each. */
export function reportJson(kind: ReportKind, facts: ReportFacts, schema?: string): string {
  const text = JSON.stringify(reportData(kind, facts, schema), null, 2);
  return `${text.replace(/\[\n\s+\d+(?:,\n\s+\d+)*\n\s+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}

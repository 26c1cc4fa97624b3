import { bytesInWords } from '../../../core/base/words';
import type { ExportAnswer } from '../../../core/engine/contract';
import type { Pipeline, Step } from '../../../core/pipeline/pipeline';

/** One picture of the filmstrip: 'source' or a step's id, and its name. */
export interface Shot {
  readonly id: string;
  readonly label: string;
}

/** Returns the pictures of the filmstrip: the original, and one after each step that is on. */
export const shotsOf = (pipeline: Pipeline, title: (step: Step) => string): readonly Shot[] => [
  { id: 'source', label: 'Original' },
  ...pipeline.steps.flatMap((step, index) =>
    step.enabled ? [{ id: step.id, label: `${index + 1} ${title(step)}` }] : [],
  ),
];

/** Returns what the result is called: the step it comes after is named by its number. */
export function resultCaption(pipeline: Pipeline, until: string | null): string {
  if (until === 'source') return 'Original';
  const { steps } = pipeline;
  const last = until === null ? steps.length - 1 : steps.findIndex(({ id }) => id === until);
  const index = steps.findLastIndex((step, at) => at <= last && step.enabled);
  return index === -1 ? 'Result' : `Result after step ${index + 1}`;
}

/** Returns a zoom as a percentage: "38 %", with a decimal below 10 %. */
export function zoomText(zoom: number): string {
  const percent = zoom * 100;
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** Returns what the file is called that an export would write: "File: JPG 82, 412 KB". */
export const fileCaption = ({
  extension,
  quality,
  bytes,
}: Pick<ExportAnswer, 'extension' | 'quality' | 'bytes'>): string =>
  `File: ${extension.toUpperCase()}${quality === null ? '' : ` ${quality}`}, ${bytesInWords(bytes.length)}`;

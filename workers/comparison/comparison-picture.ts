import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import type { Size } from '../../src/core/base/geometry';
import { layOut, liesOver, reducedTo, type SheetLayout } from '../../src/core/comparison/layout';
import type { SheetLook } from '../../src/core/comparison/look';
import type { ComparisonAnswer, ComparisonRequest } from '../../src/core/engine/comparison-picture';
import { flattened, rgbOf } from '../../src/core/formats/finish';
import { formatsById } from '../../src/core/formats/index';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { Execution } from '../../src/core/graph/execute';
import { inColour } from '../../src/core/graph/luma';
import { record } from '../../src/core/graph/picture';
import type { Lettering } from '../../src/core/text/lettering';
import { encode, encodeFrames, type Encoder, qualityIn } from '../export/encode';
import { type ExportSource, withFinished } from '../export/export-picture';
import { refuseIfTooLarge, refuseIfTooLong } from '../export/refusals';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';
import { inked, inkOn } from './lettering';
import { Paper, type PaperPixels } from './paper';
import { shapesOf } from './sizes';

/** How much of the work is done before pictures are computed, and before the sheet is encoded. */
const stages = { computing: 0.1, encoding: 0.8 } as const;

/** Returns whether anything is written on the sheet. */
export const showsText = ({ pictures, look }: ComparisonRequest): boolean =>
  [look.title, ...pictures.map(({ caption }) => caption)].some(
    ({ name, note }) => name !== '' || note !== '',
  );

/**
 * Puts what several pipelines make of one file on a sheet and encodes it, without any metadata. Each
 * picture has the very pixels of an export of the size that it has on the sheet.
 * Throws JobError (two that would lie over one another but differ in size, OUT-DIM, JOB-MEMORY, a step
 * that cannot be done), Cancelled when stopped, and whatever libvips throws.
 * @param letters draws text; null where there is none to be drawn
 */
export function comparisonPicture(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ComparisonRequest,
  letters: Lettering | null,
): ComparisonAnswer {
  const begun = performance.now();
  const { pictures, look } = request;
  const { name } = source.encoded;
  const settings: ExportSettings = {
    ...request.settings,
    size: 'original',
    fitUnder: null,
    metadata: 'none',
    carriesPipeline: false,
  };
  const encoder = encoderOf(settings);
  const share = (index: number, from: number, to: number): number =>
    from + ((to - from) * index) / pictures.length;
  try {
    job.within(0, stages.computing);
    const pipelines = pictures.map(({ pipeline }) => pipeline);
    const sizes = shapesOf(vips, job, source, pipelines, settings);
    if (liesOver(look)) refuseUnlessAlike(sizes);
    const placed = pictures.map(({ caption }, index) => {
      const { width = 1, height = 1 } = sizes[index] ?? {};
      return { width, height, caption };
    });
    const layout = layOut(placed, look, (text) => letters?.widthOf(text) ?? 0);
    refuseSheet(layout, encoder, name);
    const pixels = pictures.map(({ pipeline }, index) => {
      const { computing, encoding } = stages;
      job.within(share(index, computing, encoding), share(index + 1, computing, encoding));
      const longEdge = layout.longEdges[index] ?? 1;
      const resize = reducedTo(longEdge, settings.resize.kernel);
      const reduced: ExportSettings = { ...settings, size: 'custom', resize };
      return withFinished(vips, job, source, { pipeline, settings: reduced }, (execution, image) =>
        onPaper(execution, image, look.background),
      );
    });
    job.within(stages.encoding, 1);
    const made = encodeSheet(vips, job, { layout, look, pixels, encoder, letters, name });
    const { mime, extension } = encoder.format;
    return {
      ...made,
      mime,
      extension,
      quality: qualityIn(encoder),
      frames: layout.frames.length,
      milliseconds: performance.now() - begun,
    };
  } finally {
    job.within(0, 1);
  }
}

function encoderOf(settings: ExportSettings): Encoder {
  const format = formatsById.get(settings.format);
  if (format === undefined) throw new TypeError(`there is no format ${settings.format}`);
  return { format, values: settings.values[format.id] ?? {}, settings, embeddedPipeline: null };
}

function refuseUnlessAlike([one, other]: readonly Size[]): void {
  if (one?.width === other?.width && one?.height === other?.height) return;
  const words = ({ width = 0, height = 0 }: Partial<Size> = {}) => `${width} × ${height}`;
  throw new JobError(
    appError(
      'JOB-FAILED',
      `The two pictures are not of one size (${words(one)} and ${words(other)}), so one cannot lie over the other.`,
      { safe: 'Nothing was written.', advice: 'Choose Side by side or Stacked.' },
    ),
  );
}

/** Throws before anything is computed for a sheet that cannot be written. */
function refuseSheet({ width, height, frames }: SheetLayout, { format }: Encoder, name: string) {
  refuseIfTooLong({ width, height }, format);
  // Each frame is there twice: as it is made, and as a picture of the engine.
  refuseIfTooLarge(2 * 3 * width * height * frames.length, name);
}

/** Returns a picture's pixels as they are put on a sheet: in colour, and on its ground where clear. */
function onPaper(
  execution: Execution<Vips.Image>,
  image: Vips.Image,
  background: string,
): PaperPixels {
  const block = record((picture) =>
    inColour(picture.when('hasAlpha', (clear) => flattened(clear, rgbOf(background)))),
  );
  const flat = execution.run(block, image);
  const { width, height } = flat;
  const data = flat.writeToMemory().slice();
  if (data instanceof Uint8Array || data instanceof Uint16Array) return { width, height, data };
  throw new TypeError('a finished picture has 8 or 16 bits per band');
}

interface Sheet {
  readonly layout: SheetLayout;
  readonly look: SheetLook;
  readonly pixels: readonly PaperPixels[];
  readonly encoder: Encoder;
  readonly letters: Lettering | null;
  readonly name: string;
}

function encodeSheet(
  vips: VipsBinding,
  job: Job,
  sheet: Sheet,
): Pick<ComparisonAnswer, 'bytes' | 'width' | 'height'> {
  const { layout, encoder, name } = sheet;
  const whole = executionFor(vips);
  const executions: Execution<Vips.Image>[] = [];
  try {
    const drawn = layout.frames.map((_, index) => {
      job.check();
      const execution = executionFor(vips);
      executions.push(execution);
      return { execution, picture: draw(vips, execution, sheet, index) };
    });
    const options = { encoder, scale: 1, held: 0, name };
    const [only] = drawn;
    const loops = sheet.look.arrangement.kind !== 'animated' || sheet.look.arrangement.loops;
    const delays = layout.frames.map(({ delay }) => delay);
    const { bytes, width, height } =
      drawn.length === 1 && only !== undefined
        ? encode(job, only.execution, only.picture, options)
        : encodeFrames(vips, job, whole, drawn, { delays, loop: loops ? 0 : 1 }, options);
    return { bytes, width, height };
  } finally {
    whole.dispose();
    for (const execution of executions) execution.dispose();
  }
}

function draw(
  vips: VipsBinding,
  execution: Execution<Vips.Image>,
  { layout, look, pixels, letters }: Sheet,
  index: number,
): Vips.Image {
  const isDeep = pixels.some(({ data }) => data instanceof Uint16Array);
  const paper = new Paper(layout, look.background, isDeep);
  const frame = layout.frames[index];
  for (const { picture, part, left, top } of frame?.pieces ?? []) {
    const found = pixels[picture];
    if (found !== undefined) paper.place(found, part, left, top);
  }
  for (const line of frame?.lines ?? []) {
    if (letters !== null) {
      paper.write(inked(vips, letters, line), inkOn(look.background, line), line.left, line.top);
    }
  }
  return paper.picture(vips, execution);
}

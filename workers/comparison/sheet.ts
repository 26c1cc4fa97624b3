import type Vips from 'wasm-vips';
import type { Size } from '../../src/core/base/geometry';
import {
  layOut,
  reducedTo,
  type SheetLayout,
  type SheetPicture,
} from '../../src/core/comparison/layout';
import type { Caption, SheetLook } from '../../src/core/comparison/look';
import type { ComparisonAnswer } from '../../src/core/engine/comparison-picture';
import { flattened, rgbOf } from '../../src/core/formats/finish';
import { formatsById } from '../../src/core/formats/index';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { Execution } from '../../src/core/graph/execute';
import { inColour } from '../../src/core/graph/luma';
import { record } from '../../src/core/graph/picture';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import type { Lettering } from '../../src/core/text/lettering';
import { encode, encodeFrames, type Encoder, qualityIn } from '../export/encode';
import { type ExportSource, withFinished } from '../export/export-picture';
import { refuseIfTooLarge, refuseIfTooLong } from '../export/refusals';
import type { VipsBinding } from '../runtime/binding';
import type { Job } from '../runtime/job';
import { executionFor, resourcesFor } from '../runtime/resources';
import { inked, inkOn } from './lettering';
import { Paper, type PaperPixels } from './paper';

/** How much of the work is done before pictures are computed, and before the sheet is encoded. */
const stages = { computing: 0.1, encoding: 0.8 } as const;

/** Resolves to what draws the text of a sheet; null where nothing is written on it. */
export async function lettersFor(
  vips: VipsBinding,
  captions: readonly Caption[],
  { title }: SheetLook,
): Promise<Lettering | null> {
  const texts = [title, ...captions].flatMap(({ name, note }) => [name, note]);
  const isWritten = texts.some((text) => text !== '');
  return isWritten ? resourcesFor(vips).letters(texts) : null;
}

/** How a sheet is made, whatever its pictures are. */
export interface SheetOrder {
  readonly look: SheetLook;
  readonly settings: ExportSettings;
  /** Draws text; null where there is none to be drawn. */
  readonly letters: Lettering | null;
  /** The file that is named where it does not fit. */
  readonly name: string;
}

/** A sheet on its way to a file: told the sizes of its pictures first, then given their pixels. */
export class SheetMaking {
  readonly #begun = performance.now();
  readonly #encoder: Encoder;
  /** Those of the order, but that a sheet has its own size and tells nothing. */
  readonly settings: ExportSettings;
  #layout: SheetLayout | null = null;
  #pixels: PaperPixels[] = [];

  constructor(
    private readonly vips: VipsBinding,
    private readonly job: Job,
    private readonly order: SheetOrder,
  ) {
    this.settings = {
      ...order.settings,
      size: 'original',
      fitUnder: null,
      metadata: 'none',
      carriesPipeline: false,
    };
    this.#encoder = encoderOf(this.settings);
    job.within(0, stages.computing);
  }

  /** Lays the sheet out. Throws JobError for one that cannot be written, before it is computed. */
  plan(sizes: readonly Size[], captions: readonly Caption[]): void {
    const { look, letters, name } = this.order;
    const placed = captions.map((caption, index): SheetPicture => {
      const { width = 1, height = 1 } = sizes[index] ?? {};
      return { width, height, caption };
    });
    this.#layout = layOut(placed, look, (text) => letters?.widthOf(text) ?? 0);
    refuseSheet(this.#layout, this.#encoder, name);
  }

  /** Computes the next picture: with the very pixels of an export of the size that it has on the sheet. */
  add(source: ExportSource, pipeline: Pipeline): void {
    const { vips, job, settings, order } = this;
    const edges = this.#layout?.longEdges ?? [];
    const index = this.#pixels.length;
    const { computing, encoding } = stages;
    const share = (of: number): number => computing + ((encoding - computing) * of) / edges.length;
    job.within(share(index), share(index + 1));
    const resize = reducedTo(edges[index] ?? 1, settings.resize.kernel);
    const request = { pipeline, settings: { ...settings, size: 'custom', resize } as const };
    this.#pixels.push(
      withFinished(vips, job, source, request, (execution, image) =>
        onPaper(execution, image, order.look.background),
      ),
    );
  }

  /** Encodes the sheet, without any metadata. */
  encode(): ComparisonAnswer {
    const { vips, job } = this;
    const encoder = this.#encoder;
    const layout = this.#layout;
    if (layout === null) throw new TypeError('a sheet is planned before it is encoded');
    job.within(stages.encoding, 1);
    const pixels = this.#pixels;
    const made = encodeSheet(vips, job, { ...this.order, layout, pixels, encoder });
    const { mime, extension } = encoder.format;
    return {
      ...made,
      mime,
      extension,
      quality: qualityIn(encoder),
      frames: layout.frames.length,
      milliseconds: performance.now() - this.#begun,
    };
  }

  /** Gives the job's progress back; call it whatever came of the sheet. */
  end(): void {
    this.job.within(0, 1);
  }
}

function encoderOf(settings: ExportSettings): Encoder {
  const format = formatsById.get(settings.format);
  if (format === undefined) throw new TypeError(`there is no format ${settings.format}`);
  return { format, values: settings.values[format.id] ?? {}, settings, embeddedPipeline: null };
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

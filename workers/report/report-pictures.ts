import type Vips from 'wasm-vips';
import type { Execution } from '../../src/core/graph/execute';
import { record } from '../../src/core/graph/picture';
import type { StepReport } from '../../src/core/engine/contract';
import { operationsById } from '../../src/core/operations/index';
import { geometryOnly } from '../../src/core/pipeline/compile';
import { maxCrop, draftRung, fitBudget, type Rung } from '../../src/core/report/budget';
import { paletteOf } from '../../src/core/picture/palette';
import type {
  ReportPicture,
  ReportPictures,
  ReportPicturesRequest,
  ReportStage,
} from '../../src/core/engine/report-pictures';
import { sharpestWindow } from '../../src/core/report/sharpest';
import type { VipsBinding } from '../runtime/binding';
import { toAppError } from '../runtime/errors';
import { histogramOf, type Rgba, toRgba } from '../screen/frame';
import type { Job } from '../runtime/job';
import type { OpenPicture } from '../memory/open-picture';
import { renderRegion } from '../screen/region';
import { render } from '../screen/render';
import { executionFor } from '../runtime/resources';
import { bytesOf, type Shape, shapeOf } from '../memory/shape';

/** What all pictures that wait to be encoded may take together, in bytes. */
const maxHeld = 48 * 1024 * 1024;
/** Longest side that pictures of steps are held at, in pixels. */
const heldSide = 960;

/** A stage whose pictures are not encoded yet; the execution owns them. */
interface Raw extends Pick<ReportStage, 'id' | 'histogram' | 'palette'> {
  /** Of the working copy. */
  readonly shape: Shape;
  readonly picture: Vips.Image;
  /** Where the sharpest part begins, in pixels of the working copy. */
  readonly sharpest: { readonly left: number; readonly top: number };
}

type WithoutMemory = Omit<ReportPictures, 'engineBytes'>;

/**
 * Makes the pictures of a report from the working copy, and crops from the full-size picture, all
 * of them encoded anew, without metadata, and together no larger than the budget where that can be.
 * Throws JobError for a step that cannot be done, Cancelled when stopped, and whatever libvips
 * throws. A picture that is too large for crops goes without.
 */
export function reportPictures(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  request: ReportPicturesRequest,
): WithoutMemory {
  const execution = executionFor(vips);
  try {
    job.within(0, request.crops ? 0.3 : 0.8);
    const { pipeline } = request;
    const { raws, after, steps, scale } = collect(vips, job, execution, picture, pipeline);
    const geometry = { pipeline: geometryOnly(pipeline), until: null };
    const below = render(vips, job, picture, geometry).image;
    const before = toPicture(vips, execution, toRgba(job, below));
    job.within(request.crops ? 0.3 : 0.8, 0.95);
    const outline = raws.map((raw, index) => fullSize(raw, picture, steps[index - 1], scale));
    const { crops, missing } = cutOut(vips, job, execution, picture, request, outline);
    job.within(0.95, 1);
    const encodeAt = (rung: Rung) => {
      job.check();
      return encodeAll(execution, raws, crops, { before, after }, request, rung);
    };
    const made = request.draft ? encodeAt(draftRung) : fitBudget(request.budget, encodeAt);
    const stages = outline.map((stage, index) => ({ ...stage, ...made.stages[index] }));
    const { bytes } = made;
    return { stages, before: made.before, after: made.after, bytes, scale, cropsMissing: missing };
  } finally {
    job.within(0, 1);
    execution.dispose();
  }
}

function collect(
  vips: VipsBinding,
  job: Job,
  execution: Execution<Vips.Image>,
  picture: OpenPicture,
  pipeline: ReportPicturesRequest['pipeline'],
): { raws: Raw[]; after: Vips.Image; steps: readonly StepReport[]; scale: number } {
  const count = pipeline.steps.length + 1;
  const side = Math.min(heldSide, Math.sqrt(maxHeld / count / 4));
  const raws: Raw[] = [];
  let last: Rgba | null = null;
  let scale = 1;
  const { steps } = render(vips, job, picture, { pipeline, until: null }, (id, image) => {
    const pixels = toRgba(job, image);
    if (last === null) scale = pixels.width / picture.shape.width;
    last = pixels;
    raws.push({
      id,
      shape: shapeOf(image),
      picture: execution.own(heldCopy(vips, pixels, side)),
      histogram: histogramOf(pixels),
      palette: paletteOf(pixels.data),
      sharpest: sharedPlace(raws.at(-1), pipeline, id, pixels) ?? sharpestPart(pixels, scale),
    });
  });
  if (last === null) throw new Error('a rendering shows at least its source');
  return { raws, after: toPicture(vips, execution, last), steps, scale };
}

/** Returns a small copy in memory, which the caller deletes. */
function heldCopy(vips: VipsBinding, pixels: Rgba, side: number): Vips.Image {
  const execution = executionFor(vips);
  try {
    return reduced(execution, toPicture(vips, execution, pixels), side).copyMemory();
  } finally {
    execution.dispose();
  }
}

const sharpestPart = (pixels: Rgba, scale: number): Raw['sharpest'] =>
  sharpestWindow(pixels, { width: maxCrop.width * scale, height: maxCrop.height * scale });

/** Stages show the place of the one before unless sizes differ or a step moved things. */
function sharedPlace(
  before: Raw | undefined,
  pipeline: ReportPicturesRequest['pipeline'],
  id: string,
  { width, height }: Rgba,
): Raw['sharpest'] | null {
  const step = pipeline.steps.find((one) => one.id === id);
  const reshapes = operationsById.get(step?.operation ?? '')?.reshapes ?? true;
  const isSameSize = before?.shape.width === width && before.shape.height === height;
  return !reshapes && isSameSize ? before.sharpest : null;
}

/** Returns pixels for the screen as a picture of the engine: sRGB, with alpha only where it is used. */
function toPicture(vips: VipsBinding, execution: Execution<Vips.Image>, pixels: Rgba): Vips.Image {
  const { width, height, data } = pixels;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const image = execution.own(
    vips.Image.newFromMemory(bytes, width, height, 4, vips.BandFormat.uchar),
  );
  const srgb = execution.own(image.copy({ interpretation: 'srgb' }));
  const opaque = execution.own(srgb.extractBand(3)).min() === 255;
  return opaque ? execution.own(srgb.extractBand(0, { n: 3 })) : srgb;
}

function reduced(
  execution: Execution<Vips.Image>,
  image: Vips.Image,
  longEdge: number,
): Vips.Image {
  const scale = longEdge / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const smaller = record((picture) =>
    picture.onPremultiplied((colour) =>
      colour.resize(Math.max(scale, 1 / image.width), {
        vscale: Math.max(scale, 1 / image.height),
        kernel: 'linear',
      }),
    ),
  );
  return execution.run(smaller, image);
}

function fullSize(
  raw: Raw,
  picture: OpenPicture,
  report: StepReport | undefined,
  scale: number,
): ReportStage {
  const { id, histogram, palette, shape, sharpest } = raw;
  const { width, height } = report ?? picture.shape;
  const within = (at: number, size: number, max: number): number =>
    Math.max(0, Math.min(size - Math.min(size, max), Math.round(at / scale)));
  return {
    id,
    width,
    height,
    bands: shape.bands,
    bitsPerBand: shape.format === 'ushort' ? 16 : 8,
    hasAlpha: shape.bands === 2 || shape.bands === 4,
    bytes: bytesOf({ ...shape, width, height }),
    histogram,
    palette,
    small: null,
    crop: null,
    cropAt: {
      left: within(sharpest.left, width, maxCrop.width),
      top: within(sharpest.top, height, maxCrop.height),
    },
  };
}

/** Cuts the sharpest part out of every stage at full size; null where the picture is too large. */
function cutOut(
  vips: VipsBinding,
  job: Job,
  execution: Execution<Vips.Image>,
  picture: OpenPicture,
  { pipeline, crops: wanted }: ReportPicturesRequest,
  stages: readonly ReportStage[],
): { crops: readonly Vips.Image[] | null; missing: string | null } {
  if (!wanted) return { crops: null, missing: null };
  try {
    const crops = stages.map(({ id, cropAt }, index) => {
      const share = (at: number): number => 0.3 + (0.65 * at) / stages.length;
      job.within(share(index), share(index + 1));
      const region = { pipeline, until: id, ...cropAt, ...maxCrop };
      return toPicture(vips, execution, renderRegion(vips, job, picture, region).pixels);
    });
    return { crops, missing: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'JOB-MEMORY') throw thrown;
    return { crops: null, missing: error.message };
  }
}

type Pictures = Pick<ReportStage, 'small' | 'crop'>;

function encodeAll(
  execution: Execution<Vips.Image>,
  raws: readonly Raw[],
  crops: readonly Vips.Image[] | null,
  { before, after }: { before: Vips.Image; after: Vips.Image },
  { uses }: ReportPicturesRequest,
  { large, small, crop, quality }: Rung,
): {
  bytes: number;
  stages: Pictures[];
  before: ReportPicture | null;
  after: ReportPicture | null;
} {
  const encoded = (image: Vips.Image | undefined, side: number, count: number) =>
    image === undefined || side === 0 || count === 0
      ? null
      : encode(reduced(execution, image, side), quality);
  const stages = raws.map(({ picture }, index) => {
    const cut = crop === 0 ? undefined : crops?.[index];
    return {
      small: encoded(picture, small, uses.small),
      crop: encoded(cut && middleOf(execution, cut, crop), maxCrop.width, uses.crop),
    };
  });
  const pair = {
    before: encoded(before, large, uses.large),
    after: encoded(after, large, uses.large),
  };
  const weigh = (picture: ReportPicture | null, count: number): number =>
    picture === null ? 0 : picture.data.length * count;
  const bytes =
    weigh(pair.before, uses.large) +
    weigh(pair.after, uses.large) +
    stages.reduce(
      (sum, stage) => sum + weigh(stage.small, uses.small) + weigh(stage.crop, uses.crop),
      0,
    );
  return { bytes, stages, ...pair };
}

/** Returns the middle of a crop, `width` pixels wide at most: its pixels stay pixels. */
function middleOf(execution: Execution<Vips.Image>, image: Vips.Image, width: number): Vips.Image {
  const w = Math.min(image.width, width);
  const h = Math.min(image.height, Math.round((width * maxCrop.height) / maxCrop.width));
  const [left, top] = [Math.floor((image.width - w) / 2), Math.floor((image.height - h) / 2)];
  return execution.own(image.extractArea(left, top, w, h));
}

function encode(image: Vips.Image, quality: number): ReportPicture {
  const { width, height } = image;
  const clear = image.hasAlpha();
  const bytes = clear
    ? image.webpsaveBuffer({ Q: quality, effort: 2, keep: 'none' })
    : image.jpegsaveBuffer({ Q: quality, optimize_coding: true, keep: 'none' });
  const mime = clear ? 'image/webp' : 'image/jpeg';
  return { data: new Uint8Array(bytes), mime, width, height };
}

import type Vips from 'wasm-vips';
import { appError } from '../src/core/errors';
import type { Format } from '../src/core/formats/define';
import { finishings } from '../src/core/formats/finish';
import { formatsById } from '../src/core/formats/index';
import type { ExportSettings } from '../src/core/formats/settings';
import type { Execution } from '../src/core/graph/execute';
import type { ExportAnswer, ExportRequest } from '../src/core/jobs';
import { limits } from '../src/core/limits';
import type { Values } from '../src/core/operations/define';
import { compilePipeline, settledSteps } from '../src/core/pipeline/compile';
import type { VipsBinding } from './binding';
import { decodeFull, type Encoded, prepareWith, readPicture, turnsItself } from './decode';
import { JobError, technicalText } from './errors';
import { addSteps, settle } from './full-size';
import type { Job } from './job';
import { withFreshMetadata } from './metadata';
import { bytesOf, shapeOf } from './shape';
import { executionFor } from './resources';

/** What an export needs to know besides its request. */
export interface ExportSource {
  readonly encoded: Encoded;
  readonly damaged: boolean;
}

/**
 * Runs the whole pipeline at full size in one piece, from the encoded source to the encoded
 * result. It streams, holding only some rows, when no step needs rows out of order.
 * Throws JobError for what can be said in words (OUT-DIM, JOB-MEMORY, a step that cannot be done),
 * Cancelled when stopped, and whatever libvips throws.
 */
export function exportPicture(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
): ExportAnswer {
  const begun = performance.now();
  job.stage(0, 1);
  const plan = planExport(source.encoded, request);
  const written = writeWith(vips, job, source, request, plan);
  return {
    ...written,
    mime: plan.format.mime,
    extension: plan.format.extension,
    milliseconds: performance.now() - begun,
  };
}

interface Plan {
  readonly format: Format;
  readonly values: Values;
  readonly access: 'sequential' | 'random';
}

function planExport(encoded: Encoded, { pipeline, settings }: ExportRequest): Plan {
  const format = formatsById.get(settings.format);
  if (format === undefined) {
    throw new JobError(
      appError('JOB-FAILED', `The format “${settings.format}” is not known here.`, {
        safe: 'Nothing was written.',
        advice: 'Choose another format.',
      }),
    );
  }
  const isUpright = encoded.header.orientation === 1 || turnsItself(encoded.header);
  const inOrder = compilePipeline(pipeline, 1).every(({ reads }) => reads === 'in-order');
  return {
    format,
    values: settings.values[format.id] ?? {},
    access: inOrder && isUpright ? 'sequential' : 'random',
  };
}

type Written = Pick<ExportAnswer, 'bytes' | 'width' | 'height'>;

function writeWith(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  plan: Plan,
): Written {
  try {
    return write(vips, job, source, request, plan);
  } catch (thrown) {
    // A step may look further back than streaming keeps rows; then the whole picture is decoded.
    const isOutOfOrder = /out of order read/i.test(technicalText(thrown));
    if (plan.access === 'random' || !isOutOfOrder) throw thrown;
    return write(vips, job, source, request, { ...plan, access: 'random' });
  }
}

function write(
  vips: VipsBinding,
  job: Job,
  { encoded, damaged }: ExportSource,
  request: ExportRequest,
  plan: Plan,
): Written {
  const execution = executionFor(vips);
  try {
    const from = plan.access === 'sequential' ? 0 : 0.4;
    let input: Vips.Image;
    if (plan.access === 'sequential') {
      const read = readPicture(vips, encoded, { access: 'sequential', tolerant: damaged });
      input = prepareWith(execution, execution.own(read));
    } else {
      refuseIfTooLarge(encoded.admission.fullBytes, encoded);
      job.stage(0, from);
      input = execution.own(decodeFull(vips, job, encoded, damaged));
    }
    let held =
      plan.access === 'sequential' ? encoded.admission.openBytes : encoded.admission.fullBytes;
    const steps = compilePipeline(request.pipeline, 1);
    const ahead = settledSteps(steps.length);
    const to = from + ((1 - from) * ahead) / (steps.length + 1);
    if (ahead > 0) {
      const settling = {
        held,
        from,
        to,
        refuseIfTooLarge: (bytes: number) => refuseIfTooLarge(bytes, encoded),
      };
      const early = steps.slice(0, ahead);
      input = settle(vips, job, early, input, settling, () => execution.dispose());
      execution.own(input);
      held = bytesOf(shapeOf(input));
    }
    job.stage(to, 1);
    const stepped = addSteps(execution, steps.slice(ahead), input);
    const result = finishings(request.settings, plan.format).reduce(
      (image, { block }) => execution.run(block, image),
      stepped,
    );
    refuseIfTooLong(result, plan.format);
    refuseIfTooLarge(held + encodingBytes(result, plan), encoded);
    const bytes = save(job, execution, result, request.settings, plan);
    return { bytes, width: result.width, height: result.height };
  } finally {
    execution.dispose();
  }
}

function refuseIfTooLong({ width, height }: Vips.Image, format: Format): void {
  if (Math.max(width, height) <= format.longestSide) return;
  const most = format.longestSide.toLocaleString('en-GB');
  throw new JobError(
    appError(
      'OUT-DIM',
      `${format.label} can hold at most ${most} pixels per side, and this picture is ${width.toLocaleString('en-GB')} × ${height.toLocaleString('en-GB')}.`,
      { safe: 'Nothing was written.', advice: 'Choose a smaller size or another format.' },
    ),
  );
}

/** Bytes per pixel that an encoder holds at once, besides the rows that stream through it. */
function encoderBytes(format: Format, values: Values, bands: number): number {
  switch (format.id) {
    case 'jpeg':
      // A progressive JPEG keeps all its coefficients, 16 bits each, until the last row.
      return values.progressive === false ? 0 : 2 * bands;
    case 'webp':
      // The picture as it comes, as the encoder's own planes, and its working copies.
      return 16;
    default:
      return 0;
  }
}

/** Returns how much memory encoding is expected to take, in bytes, besides its source. */
function encodingBytes(result: Vips.Image, { format, values }: Plan): number {
  const pixels = result.width * result.height;
  const deep = result.format === 'ushort' ? 2 : 1;
  // The file is collected in memory: at its largest, the pixels themselves.
  const fileBytes = format.id === 'tiff' ? pixels * result.bands * deep : 0;
  return pixels * encoderBytes(format, values, result.bands) + fileBytes;
}

function refuseIfTooLarge(bytes: number, encoded: Encoded): void {
  const most = limits.engineBytes * limits.engineShare;
  if (bytes <= most) return;
  const gigabytes = (value: number): string => `${(value / 1e9).toFixed(1)} GB`;
  throw new JobError(
    appError(
      'JOB-MEMORY',
      `Exporting ${encoded.name} like this takes about ${gigabytes(bytes)} of memory, and ${gigabytes(most)} is the limit.`,
      {
        safe: 'Nothing was written; your steps are unchanged.',
        advice: 'Choose a smaller size, JPEG or PNG, or switch some steps off.',
      },
    ),
  );
}

const isGrey = (image: Vips.Image): boolean =>
  image.interpretation === 'b-w' || image.interpretation === 'grey16';

function save(
  job: Job,
  execution: Execution<Vips.Image>,
  result: Vips.Image,
  { metadata }: ExportSettings,
  { format, values }: Plan,
): Uint8Array<ArrayBuffer> {
  const fresh = execution.own(withFreshMetadata(result));
  const { method, options } = format.save(values);
  const saver: unknown = Reflect.get(fresh, method);
  if (typeof saver !== 'function') throw new TypeError(`libvips has no ${method}`);
  const all = {
    ...options,
    keep: metadata === 'keep' ? 'all' : 'icc',
    // A profile for colour does not fit a grey picture, whose meaning needs none: without one,
    // grey is read with sRGB's tone curve everywhere. WebP has no grey: there it is colour.
    ...(isGrey(result) && format.id !== 'webp' ? {} : { profile: 'srgb' }),
  };
  const bytes: unknown = job.run((): unknown => Reflect.apply(saver, job.watch(fresh), [all]));
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${method} returned no bytes`);
  return new Uint8Array(bytes);
}

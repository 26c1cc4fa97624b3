import type Vips from 'wasm-vips';
import type { Format } from '../../src/core/formats/define';
import { fitting } from '../../src/core/formats/finish';
import type { ExportSettings } from '../../src/core/formats/settings';
import { record } from '../../src/core/graph/picture';
import { tell } from '../../src/core/metadata/carriers/index';
import { freshlyTold } from '../../src/core/metadata/fresh';
import { keptGroups } from '../../src/core/metadata/groups';
import {
  type EmbeddedPipeline,
  embeddedPipelineBytes,
} from '../../src/core/metadata/embedded-pipeline';
import type { CameraFacts } from '../../src/core/naming/tokens';
import type { Execution } from '../../src/core/graph/execute';
import { initialValues, type Values } from '../../src/core/operations/define';
import { resize } from '../../src/core/operations/geometry/resize';
import type { VipsBinding } from '../runtime/binding';
import { cameraFacts } from '../metadata/camera-facts';
import { refuseIfTooLarge, refuseIfTooLong, tellingTooMuch } from './refusals';
import { JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { toldBy, withoutSource } from '../metadata/write-metadata';
import { bytesOf, shapeOf } from '../memory/shape';

/** A format with its values, and the settings that hold for any format. */
export interface Encoder {
  readonly format: Format;
  readonly values: Values;
  readonly settings: ExportSettings;
  /** What the file tells of its making; null for nothing. */
  readonly embeddedPipeline: EmbeddedPipeline | null;
}

/** A finished file with the size of its picture in pixels. */
export interface EncodedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** What the camera wrote into the source. */
  readonly camera: CameraFacts;
}

export interface EncodeOptions {
  readonly encoder: Encoder;
  /** Makes the picture smaller still, 0 to 1. */
  readonly scale: number;
  /** Bytes of memory that are taken already. */
  readonly held: number;
  /** Of the file, for words. */
  readonly name: string;
}

/** Returns the quality that the values ask for; null where nothing trades bytes for quality. */
export function qualityIn({ format, values }: Encoder): number | null {
  const name = format.lossy(values);
  const value = name === null ? null : values[name];
  return typeof value === 'number' ? value : null;
}

/** Returns the format's values with another quality; the same values where there is none. */
export function withQuality({ format, values }: Encoder, quality: number | null): Values {
  const name = format.lossy(values);
  return name === null || quality === null ? values : { ...values, [name]: quality };
}

/** Returns a finished picture as the encoder is given it: with its background and depth. */
export const fitted = (
  execution: Execution<Vips.Image>,
  picture: Vips.Image,
  { format, values, settings }: Encoder,
): Vips.Image =>
  fitting({ ...settings, values: { ...settings.values, [format.id]: values } }, format).reduce(
    (image, { block }) => execution.run(block, image),
    picture,
  );

/**
 * Encodes a finished picture. Throws JobError (OUT-DIM, OUT-XMP, JOB-MEMORY), Cancelled when stopped, and
 * whatever libvips throws.
 */
export function encode(
  job: Job,
  execution: Execution<Vips.Image>,
  picture: Vips.Image,
  { encoder, scale, held, name }: EncodeOptions,
): EncodedFile {
  const smaller = scale === 1 ? picture : execution.run(scaledBy(scale), picture);
  const result = fitted(execution, smaller, encoder);
  refuseIfTooLong(result, encoder.format);
  refuseIfTooLarge(held + encodingBytes(result, encoder), name);
  const bytes = save(job, execution, result, encoder);
  return { bytes, width: result.width, height: result.height, camera: cameraFacts(picture) };
}

/** A frame that is finished, and the execution that owns it. */
export interface FinishedFrame {
  readonly execution: Execution<Vips.Image>;
  readonly picture: Vips.Image;
}

/** How an animation is played: milliseconds of each frame, and how often; 0 for without end. */
export interface Playing {
  readonly delays: readonly number[];
  readonly loop: number;
}

/** Encodes finished frames as one animation. Throws as `encode` does. */
export function encodeFrames(
  vips: VipsBinding,
  job: Job,
  execution: Execution<Vips.Image>,
  frames: readonly FinishedFrame[],
  playing: Playing,
  { encoder, scale, held, name }: EncodeOptions,
): EncodedFile {
  const results = frames.map(({ execution: own, picture }) =>
    fitted(own, scale === 1 ? picture : own.run(scaledBy(scale), picture), encoder),
  );
  const [first] = results;
  if (first === undefined) throw new TypeError('an animation has at least one frame');
  refuseIfTooLong(first, encoder.format);
  const strip = execution.own(vips.Image.arrayjoin(results, { across: 1 }));
  refuseIfTooLarge(held + bytesOf(shapeOf(strip)) + encodingBytes(strip, encoder), name);
  const { width, height } = first;
  const bytes = save(job, execution, strip, encoder, { ...playing, height });
  return { bytes, width, height, camera: cameraFacts(first) };
}

const scaledBy = (scale: number) =>
  record((image) =>
    resize.build(image, { ...initialValues(resize), mode: 'percent', percent: 100 * scale }),
  );

/** Returns how much memory encoding is expected to take, in bytes, besides its source. */
function encodingBytes(result: Vips.Image, { format, values }: Encoder): number {
  const bytesPerBand = result.format === 'ushort' ? 2 : 1;
  return result.width * result.height * format.bytesPerPixel(values, result.bands, bytesPerBand);
}

const isGrey = (image: Vips.Image): boolean =>
  image.interpretation === 'b-w' || image.interpretation === 'grey16';

function save(
  job: Job,
  execution: Execution<Vips.Image>,
  result: Vips.Image,
  { format, values, settings, embeddedPipeline }: Encoder,
  frames: (Playing & { readonly height: number }) | null = null,
): Uint8Array<ArrayBuffer> {
  const groups = keptGroups(settings.metadata, settings.metadataGroups);
  const told = freshlyTold(toldBy(result), {
    groups,
    embeddedPipeline,
    holds: format.holds,
    width: result.width,
    height: frames?.height ?? result.height,
  });
  const pipelineBytes = embeddedPipeline === null ? 0 : embeddedPipelineBytes(embeddedPipeline);
  if (pipelineBytes > format.holds.xmpBytes)
    throw new JobError(tellingTooMuch(pipelineBytes, format));
  const fresh = execution.own(withoutSource(result));
  if (frames !== null) {
    fresh.setInt('page-height', frames.height);
    fresh.setArrayInt('delay', [...frames.delays]);
    fresh.setInt('loop', frames.loop);
  }
  const { method, options } = format.save(values);
  const saver: unknown = Reflect.get(fresh, method);
  if (typeof saver !== 'function') throw new TypeError(`libvips has no ${method}`);
  const all = {
    ...options,
    // What is told is put in afterwards: libvips rewrites texts that are not ASCII.
    keep: 'icc',
    // A profile for colour does not fit a grey picture, whose meaning needs none: without one,
    // grey is read with sRGB's tone curve everywhere.
    ...(isGrey(result) && format.holds.grey ? {} : { profile: 'srgb' }),
  };
  const bytes: unknown = job.run((): unknown => Reflect.apply(saver, job.watch(fresh), [all]));
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${method} returned no bytes`);
  return new Uint8Array(tell(format.id, bytes.slice(), told));
}

import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import { type Finishing, sizing } from '../../src/core/formats/finish';
import { fitUnder, type Tried } from '../../src/core/formats/fit-under';
import { formatsById } from '../../src/core/formats/index';
import { resizing } from '../../src/core/formats/output-size';
import type { Execution } from '../../src/core/graph/execute';
import type { ExportRequest } from '../../src/core/engine/contract';
import type { EmbeddedPipeline } from '../../src/core/metadata/embedded-pipeline';
import { compilePipeline } from '../../src/core/pipeline/compile';
import { animate, encodeAnimation, keepsAnimation } from './animation';
import type { VipsBinding } from '../runtime/binding';
import { type Encoded, prepareWith, readPicture, turnsItself } from '../intake/decode';
import { encode, type EncodedFile, type Encoder, qualityIn, withQuality } from './encode';
import { JobError, technicalText } from '../runtime/errors';
import { impossible, refuseIfTooLarge } from './refusals';
import { finishPicture } from './finish-picture';
import type { Job } from '../runtime/job';
import { decodeAll, decodingShare, type Keepable, keptSource } from '../memory/kept-source';
import { maxKept, type LastFinished } from '../memory/last-finished';
import { tellingAll } from '../metadata/write-metadata';
import { executionFor } from '../runtime/resources';
import { bytesOf, type Shape, shapeOf } from '../memory/shape';

/** What an export needs to know besides its request. */
export type ExportSource = Keepable;

/** A finished file, and what was tried until it fitted its target. */
export interface Exported extends EncodedFile {
  readonly quality: number | null;
  readonly trials: readonly Omit<Tried<unknown>, 'made'>[];
  readonly encoder: Encoder;
}

type Access = 'sequential' | 'random';

interface Plan {
  readonly encoder: Encoder;
  readonly access: Access;
}

/**
 * Runs the whole pipeline at full size in one piece, from the encoded source to the encoded
 * result. It streams, holding only some rows, when no step needs rows out of order. When more than
 * one encoding may be wanted, the finished picture is kept if it is small enough, and further
 * exports of it begin there.
 * Throws JobError for what can be said in words (OUT-DIM, OUT-XMP, OUT-FIT, JOB-MEMORY, a step
 * that cannot be done), Cancelled when stopped, and whatever libvips throws.
 */
export function exportPicture(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  kept: LastFinished,
  embeddedPipeline: EmbeddedPipeline | null = null,
): Exported {
  job.stage(0, 1);
  const plan = planExport(source.encoded, request);
  const encoder = { ...plan.encoder, embeddedPipeline };
  const name = source.encoded.name;
  if (keepsAnimation(source.encoded, encoder)) {
    const animation = animate(vips, job, source.encoded, source.damaged, request);
    try {
      return tried(request, encoder, (at, scale) =>
        encodeAnimation(vips, job, animation, { encoder: at, scale, name }),
      );
    } finally {
      animation.dispose();
    }
  }
  const isOfSet = request.purpose === 'set';
  const picture = isOfSet
    ? keep(vips, job, source, unsized(request), plan, kept)
    : request.settings.fitUnder !== null || request.purpose !== undefined
      ? keep(vips, job, source, request, plan, kept)
      : kept.get(keyOf(source, request));
  const left = isOfSet ? sizing(request.settings) : [];
  return tried(request, encoder, (at, scale) =>
    picture === null
      ? inOrderOrNot(plan, (access) =>
          compute(vips, job, source, request, { access, kept }, (execution, image, held) =>
            encode(job, execution, image, { encoder: at, scale, held, name }),
          ),
        )
      : encodeKept(vips, job, picture, left, { encoder: at, scale, name }),
  );
}

/** Returns the file as it is wanted, or the best that fits under the target of the request. */
function tried(
  { settings }: ExportRequest,
  encoder: Encoder,
  make: (encoder: Encoder, scale: number) => EncodedFile,
): Exported {
  const attempt = (quality: number | null, scale: number): Tried<EncodedFile> => {
    const made = make({ ...encoder, values: withQuality(encoder, quality) }, scale);
    const { width, height, bytes } = made;
    return { quality, width, height, bytes: bytes.length, made };
  };
  const wanted = qualityIn(encoder);
  const { fitUnder: target, fitKeepsSize: keepsSize } = settings;
  if (target === null) {
    const { made } = attempt(wanted, 1);
    return { ...made, quality: wanted, trials: [], encoder };
  }
  const { best, trials } = fitUnder({ target, quality: wanted, keepsSize, encode: attempt });
  if (best === null) throw new JobError(impossible(target, trials, keepsSize));
  const values = withQuality(encoder, best.quality);
  return { ...best.made, quality: best.quality, trials, encoder: { ...encoder, values } };
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
    encoder: { format, values: settings.values[format.id] ?? {}, settings, embeddedPipeline: null },
    access: inOrder && isUpright ? 'sequential' : 'random',
  };
}

/** The same export at the size that the steps leave. */
const unsized = (request: ExportRequest): ExportRequest => ({
  ...request,
  settings: { ...request.settings, size: 'original' },
});

/** What a finished picture is the result of. */
const keyOf = (source: ExportSource, { pipeline, settings }: ExportRequest): string =>
  JSON.stringify([source.id, pipeline.steps, resizing(settings)]);

/**
 * Computes the finished picture of an export and keeps it, for what has to look at it before it is
 * encoded. Returns null when it is too large to keep. Throws as `exportPicture` does.
 */
export function keepFinished(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  kept: LastFinished,
): Vips.Image | null {
  return keep(vips, job, source, request, planExport(source.encoded, request), kept);
}

/**
 * Returns the shape of the finished picture of an export, without computing more of it than that takes.
 * Throws as `exportPicture` does.
 */
export function finishedShape(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
): Shape {
  const plan = planExport(source.encoded, request);
  return inOrderOrNot(plan, (access) =>
    compute(vips, job, source, request, { access }, (_, image) => shapeOf(image)),
  );
}

/**
 * Returns what `look` makes of the finished picture of an export, in memory for as long as that takes.
 * Throws as `exportPicture` does.
 */
export function withFinished<Value>(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  look: (execution: Execution<Vips.Image>, picture: Vips.Image) => Value,
): Value {
  const plan = planExport(source.encoded, request);
  return inOrderOrNot(plan, (access) =>
    compute(vips, job, source, request, { access }, (execution, image, held) => {
      refuseIfTooLarge(held + bytesOf(shapeOf(image)), source.encoded.name);
      const watched = job.watch(execution.own(image.copy()));
      return look(execution, execution.own(job.run(() => watched.copyMemory())));
    }),
  );
}

/** Returns the finished picture, which stays `kept`'s, or null when it is too large to keep. */
function keep(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  plan: Plan,
  kept: LastFinished,
): Vips.Image | null {
  const key = keyOf(source, request);
  const known = kept.get(key);
  if (known !== null) return known;
  kept.drop();
  const made = inOrderOrNot(plan, (access) =>
    compute(vips, job, source, request, { access, kept }, (execution, image, held) => {
      const bytes = bytesOf(shapeOf(image));
      if (bytes > maxKept) return null;
      if (image === kept.source.last) return image.copy();
      refuseIfTooLarge(held + bytes, source.encoded.name);
      const watched = job.watch(execution.own(image.copy()));
      return job.run(() => watched.copyMemory());
    }),
  );
  if (made !== null) kept.set(key, made);
  return made;
}

/** Encodes a picture that is kept, after what is left to do with it. */
function encodeKept(
  vips: VipsBinding,
  job: Job,
  picture: Vips.Image,
  left: readonly Finishing[],
  options: { encoder: Encoder; scale: number; name: string },
): EncodedFile {
  const execution = executionFor(vips);
  try {
    const held = bytesOf(shapeOf(picture));
    const image = left.reduce(
      (before, { block }) => execution.run(block, before),
      execution.own(picture.copy()),
    );
    return encode(job, execution, image, { ...options, held });
  } finally {
    execution.dispose();
  }
}

function inOrderOrNot<Value>({ access }: Plan, work: (access: Access) => Value): Value {
  try {
    return work(access);
  } catch (thrown) {
    // A step may look further back than streaming keeps rows; then the whole picture is decoded.
    const isOutOfOrder = /out of order read/i.test(technicalText(thrown));
    if (access === 'random' || !isOutOfOrder) throw thrown;
    return work('random');
  }
}

/**
 * Returns what `then` makes of the finished picture, which is given to it lazily: its pixels are
 * computed when they are asked for. `held` are the bytes that are taken by then. The source comes from
 * what is `kept`, or is read anew.
 */
function compute<Value>(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ExportRequest,
  { access, kept }: { readonly access: Access; readonly kept?: LastFinished },
  then: (execution: Execution<Vips.Image>, image: Vips.Image, held: number) => Value,
): Value {
  const { encoded, damaged } = source;
  const execution = executionFor(vips);
  try {
    let from = 0;
    let held = encoded.admission.fullBytes;
    let input: Vips.Image;
    const decode = (): Vips.Image => {
      from = decodingShare;
      return decodeAll(vips, job, source);
    };
    const inMemory = kept === undefined ? null : keptSource(source, request, kept, decode);
    if (inMemory !== null) {
      input = inMemory;
    } else if (access === 'sequential') {
      held = encoded.admission.openBytes;
      const read = execution.own(readPicture(vips, encoded, { access, tolerant: damaged }));
      input = prepareWith(execution, execution.own(tellingAll(read, encoded)));
    } else {
      input = execution.own(decode());
    }
    const stays = inMemory === null ? 0 : bytesOf(shapeOf(inMemory));
    const unfinished = { input, held, stays, name: encoded.name, from, to: 1 };
    const finished = finishPicture(vips, job, execution, request, unfinished);
    return then(execution, finished.image, finished.held);
  } finally {
    execution.dispose();
  }
}

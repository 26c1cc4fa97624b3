import type Vips from 'wasm-vips';
import { formatsById } from '../../src/core/formats/index';
import { resizing } from '../../src/core/formats/output-size';
import { sizing } from '../../src/core/formats/finish';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { ProfileAnswer, ProfileRequest } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import { resize } from '../../src/core/operations/geometry/resize';
import { compilePipeline, scaledValues, materializedSteps } from '../../src/core/pipeline/compile';
import { timesOf } from '../../src/core/engine/profile';
import type { VipsBinding } from '../runtime/binding';
import { decodeFull, decodeProxy } from '../intake/decode';
import { encode, type Encoder } from '../export/encode';
import { JobError } from '../runtime/errors';
import { exportPicture, type ExportSource } from '../export/export-picture';
import { refuseIfTooLarge } from '../export/refusals';
import { addSteps, materialize } from '../memory/full-size';
import type { Job } from '../runtime/job';
import { LastFinished } from '../memory/last-finished';
import { maximumDifference } from './picture-difference';
import { executionFor } from '../runtime/resources';
import { bytesOf, shapeOf } from '../memory/shape';

/** All runs together take about this long, in milliseconds; a single one takes what it takes. */
const budget = 20_000;

/** What a profile needs to know of the engine that it runs in. */
export interface ProfileTools {
  /** Bytes that the engine's memory takes now. */
  readonly memoryBytes: () => number;
  /** Throws JOB-MEMORY when so many bytes are too many. */
  readonly refuse?: (bytes: number, name: string) => void;
}

/** What one round took, part by part. Times in milliseconds. */
interface Round {
  readonly whole: number;
  readonly decode: number;
  readonly steps: readonly number[];
  readonly sizing: number | null;
  readonly encode: number;
}

type Made = Omit<ProfileAnswer['steps'][number], 'medianMs' | 'leastMs' | 'mostMs' | 'runs'>;

const timed = <Value>(work: () => Value): readonly [milliseconds: number, value: Value] => {
  const begun = performance.now();
  const value = work();
  return [performance.now() - begun, value];
};

/**
 * Measures what an export takes, as a whole and in parts. Every round runs the whole and then each
 * part, so that a disturbance does not hit all runs of one step; the first round, in which code is
 * compiled and memory is taken, does not count unless it is the only one that there is time for.
 * Throws what an export throws.
 */
export function profilePicture(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: ProfileRequest,
  tools: ProfileTools,
): ProfileAnswer {
  try {
    return new Profiling(vips, job, source, request, tools, 'full').run();
  } catch (thrown) {
    if (!(thrown instanceof JobError) || thrown.error.code !== 'JOB-MEMORY') throw thrown;
    return new Profiling(vips, job, source, request, tools, 'proxy').run();
  }
}

class Profiling {
  private readonly settings: ExportSettings;
  private readonly encoder: Encoder;
  private readonly refuse: (bytes: number, name: string) => void;
  /** Of the picture that is measured on, against the full-size source. */
  private scale = 1;
  private size = { width: 0, height: 0 };
  private made: Made[] = [];
  private fileBytes = 0;

  constructor(
    private readonly vips: VipsBinding,
    private readonly job: Job,
    private readonly source: ExportSource,
    private readonly request: ProfileRequest,
    private readonly tools: ProfileTools,
    private readonly on: 'full' | 'proxy',
  ) {
    this.settings = { ...request.settings, fitUnder: null };
    const format = formatsById.get(this.settings.format);
    if (format === undefined) throw new RangeError('the format is not known');
    const values = this.settings.values[format.id] ?? {};
    this.encoder = { format, values, settings: this.settings, embeddedPipeline: null };
    this.refuse = tools.refuse ?? refuseIfTooLarge;
  }

  run(): ProfileAnswer {
    const wanted = Math.max(1, this.request.runs);
    this.job.within(0, 1 / (wanted + 1));
    const [took, first] = timed(() => this.round(true));
    const affordable = Math.floor(budget / took);
    const runs = Math.min(wanted, affordable);
    const rounds: Round[] = runs < 1 ? [first] : [];
    for (let run = 1; run <= runs; run += 1) {
      this.job.within(run / (runs + 1), (run + 1) / (runs + 1));
      rounds.push(this.round(false));
    }
    const sizings = rounds.map((round) => round.sizing).filter((time) => time !== null);
    return {
      steps: this.made.map((made, index) => ({
        ...made,
        ...timesOf(rounds.map(({ steps }) => steps[index] ?? 0)),
      })),
      wholeMs: timesOf(rounds.map(({ whole }) => whole)),
      decode: timesOf(rounds.map(({ decode }) => decode)),
      sizing: sizings.length === 0 ? null : timesOf(sizings),
      encode: {
        ...timesOf(rounds.map((round) => round.encode)),
        format: this.encoder.format.id,
        bytes: this.fileBytes,
      },
      engineBytesMost: this.tools.memoryBytes(),
      scale: this.on,
      ...this.size,
    };
  }

  private round(isFirst: boolean): Round {
    this.job.stage(0, 0.4);
    const [whole] = timed(() => (this.on === 'full' ? this.exportWhole() : this.proxyWhole()));
    this.job.stage(0.4, 0.5);
    const [decode, decoded] = timed(() => this.decode());
    this.size = { width: decoded.width, height: decoded.height };
    let image = decoded;
    try {
      const compiled = compilePipeline(this.request.pipeline, this.scale);
      const steps = compiled.map((step, index) => {
        const [from, to] = [index, index + 1].map((done) => 0.5 + (0.4 * done) / compiled.length);
        const [took, result] = timed(() =>
          materialize(this.vips, this.job, [step], image, this.materializing(image, from, to)),
        );
        if (isFirst) this.note(step.id, image, result);
        image.delete();
        image = result;
        return took;
      });
      this.job.stage(0.9, 1);
      const resized = this.sized(image);
      if (resized) {
        image.delete();
        image = resized.image;
      }
      return { whole, decode, steps, sizing: resized?.took ?? null, encode: this.encode(image) };
    } finally {
      image.delete();
    }
  }

  private materializing(image: Vips.Image, from = 0, to = 1): Parameters<typeof materialize>[4] {
    return {
      held: bytesOf(shapeOf(image)),
      from,
      to,
      refuseIfTooLarge: (bytes) => this.refuse(bytes, this.source.encoded.name),
    };
  }

  /** Writes down what a step made, and whether it changed anything. */
  private note(id: string, input: Vips.Image, result: Vips.Image): void {
    const { width, height, bands } = result;
    const difference = maximumDifference(this.vips, this.job, input, result);
    const bytes = bytesOf(shapeOf(result));
    this.made.push({ id, width, height, bands, bytes, maximumDifference: difference });
  }

  private exportWhole(): void {
    const { pipeline } = this.request;
    exportPicture(
      this.vips,
      this.job,
      this.source,
      { pipeline, settings: this.settings },
      new LastFinished(),
    );
  }

  private decode(): Vips.Image {
    const { encoded, damaged } = this.source;
    if (this.on === 'full') {
      this.refuse(encoded.admission.fullBytes, encoded.name);
      return decodeFull(this.vips, this.job, encoded, damaged);
    }
    const options = { tolerant: damaged, longEdge: limits.proxySide };
    const { image, width } = decodeProxy(this.vips, this.job, encoded, options);
    this.scale = image.width / width;
    return image;
  }

  /** The whole on a smaller picture: as an export does it, but from the smaller picture on. */
  private proxyWhole(): void {
    const decoded = this.decode();
    const compiled = compilePipeline(this.request.pipeline, this.scale);
    const ahead = materializedSteps(compiled.length);
    const execution = executionFor(this.vips);
    try {
      execution.own(decoded);
      const input =
        ahead === 0
          ? decoded
          : execution.own(
              materialize(
                this.vips,
                this.job,
                compiled.slice(0, ahead),
                decoded,
                this.materializing(decoded),
              ),
            );
      const stepped = addSteps(execution, compiled.slice(ahead), input);
      const image = this.sizings().reduce(
        (picture, { block }) => execution.run(block, picture),
        stepped,
      );
      this.write(execution, image);
    } finally {
      execution.dispose();
    }
  }

  private sizings(): ReturnType<typeof sizing> {
    const wanted = resizing(this.settings);
    if (this.scale === 1 || wanted === null) return sizing(this.settings);
    const scaled = scaledValues(resize.id, wanted, this.scale);
    return sizing({ ...this.settings, size: 'custom', resize: scaled });
  }

  private sized(image: Vips.Image): { took: number; image: Vips.Image } | null {
    const [finishing] = this.sizings();
    if (!finishing) return null;
    const execution = executionFor(this.vips);
    try {
      const [took, sized] = timed(() => {
        const output = execution.own(execution.run(finishing.block, image).copy());
        return this.job.run(() => this.job.watch(output).copyMemory());
      });
      return { took, image: sized };
    } finally {
      execution.dispose();
    }
  }

  /** Returns what encoding the finished picture takes, in milliseconds. */
  private encode(image: Vips.Image): number {
    const execution = executionFor(this.vips);
    try {
      const picture = execution.own(image.copy());
      const [took] = timed(() => this.write(execution, picture));
      return took;
    } finally {
      execution.dispose();
    }
  }

  private write(execution: ReturnType<typeof executionFor>, image: Vips.Image): void {
    const held = bytesOf(shapeOf(image));
    const options = { encoder: this.encoder, scale: 1, held, name: this.source.encoded.name };
    this.fileBytes = encode(this.job, execution, image, options).bytes.length;
  }
}

import { appError } from '../src/core/base/errors';
import type { ExportAnswer, RenderRequest, Sample, Thumbnail } from '../src/core/engine/contract';
import type { Result } from '../src/core/base/result';
import { ok } from '../src/core/base/result';
import { drawSample } from '../src/core/sample/draw-sample';
import { formatName } from '../src/core/source/header';
import { admitFile } from './intake/admitted';
import { admitReadable } from './intake/admit-readable';
import { keepsAnimation } from './export/animation';
import { toAsset } from './assets/asset';
import type { VipsBinding } from './runtime/binding';
import { checksumOf } from './export/checksum';
import type { Encoded } from './intake/decode';
import { exportPicture, type ExportSource } from './export/export-picture';
import { fromFile, isUnreadable, lacking, rescue } from './intake/from-file';
import { histogramOf, type Rgba, toBitmap, toRgba } from './screen/frame';
import { JobError } from './runtime/errors';
import { inspect } from './export/inspect';
import type { Job } from './runtime/job';
import { LastFinished } from './memory/last-finished';
import { notesOf } from './intake/notices';
import { OpenPicture } from './memory/open-picture';
import { asItIs } from './protocol';
import type {
  ImportAnswer,
  Library,
  OpenAnswer,
  OpenRequest,
  EmbeddedPipelineAnswer,
} from './protocol';
import type { WorkerApi, WorkerExportRequest } from './protocol';
import { packedMetadata } from './metadata/packed-metadata';
import { embeddedPipelineFor, readEmbeddedPipeline } from './metadata/embedded-pipeline';
import { profilePicture } from './measure/profile';
import { readMetadata } from './metadata/read-metadata';
import { renderRegion } from './screen/region';
import { reportPictures } from './report/report-pictures';
import { resourcesFor } from './runtime/resources';
import { render } from './screen/render';
import { renderSmall } from './screen/render-small';
import { sampleAt, toThumbnail } from './screen/thumbnail';
import { tryChange } from './measure/trial';

type Asked<Name extends keyof WorkerApi> = WorkerApi[Name] extends (
  job: number,
  ...rest: infer Rest
) => Promise<{ readonly result: infer Answered }>
  ? (job: Job, ...rest: Rest) => Promise<Answered>
  : never;

const nothingOpen = (): JobError =>
  new JobError(appError('JOB-FAILED', 'No picture is open.', { advice: 'Open an image first.' }));

/** One running libvips and the picture that is open in it. Methods throw what goes wrong. */
export class Session implements Record<Exclude<keyof WorkerApi, 'start'>, unknown> {
  private picture: OpenPicture | null = null;
  /** The sample picture, which presets are shown on while no other is open. */
  private drawn: OpenPicture | null = null;
  private readonly kept = new LastFinished();

  constructor(
    private readonly vips: VipsBinding,
    private readonly libraries: readonly Library[],
    /** Bytes that the engine's memory takes now. */
    readonly memoryBytes: () => number,
  ) {}

  readonly open: Asked<'open'> = async (
    job: Job,
    request: OpenRequest,
  ): Promise<Result<OpenAnswer>> => {
    const admitted = await admitReadable(this.vips, request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    const lacks = await lacking(this.libraries, [library]);
    if (lacks) return lacks;
    job.check();
    const picture = await this.read(job, encoded, request);
    // Only now: when a file cannot be opened, the picture that was open stays.
    this.picture?.delete();
    this.picture = picture;
    this.drawn?.delete();
    this.drawn = null;
    return ok({ kind: 'opened', info: picture.info });
  };

  readonly close: Asked<'close'> = () => {
    this.picture?.delete();
    this.picture = null;
    return Promise.resolve(ok(null));
  };

  readonly drawSample: Asked<'drawSample'> = (job: Job) => {
    const { data, width, height, bands } = drawSample();
    job.check();
    const image = this.vips.Image.newFromMemory(
      data,
      width,
      height,
      bands,
      this.vips.BandFormat.uchar,
    );
    const srgb = image.copy({ interpretation: 'srgb' });
    try {
      const bytes = job.run(() => job.watch(srgb).pngsaveBuffer({ compression: 1 }));
      return Promise.resolve(ok(new Blob([new Uint8Array(bytes)], { type: 'image/png' })));
    } finally {
      srgb.delete();
      image.delete();
    }
  };

  readonly importAsset: Asked<'importAsset'> = async (
    job: Job,
    request: OpenRequest,
  ): Promise<Result<ImportAnswer>> => {
    const admitted = await admitReadable(this.vips, request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    const lacks = await lacking(this.libraries, [library]);
    if (lacks) return lacks;
    return ok({ kind: 'imported', asset: await toAsset(this.vips, job, encoded) });
  };

  readonly embeddedPipeline: Asked<'embeddedPipeline'> = async (
    job: Job,
    request: OpenRequest,
  ): Promise<Result<EmbeddedPipelineAnswer>> => {
    const admitted = await admitFile(request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    const lacks = await lacking(this.libraries, [library]);
    if (lacks) return lacks;
    job.check();
    return ok({ kind: 'read', embeddedPipeline: readEmbeddedPipeline(this.vips, encoded) });
  };

  readonly render: Asked<'render'> = async (job: Job, request: RenderRequest) => {
    const begun = performance.now();
    await resourcesFor(this.vips).ready(request.pipeline);
    const rendered = render(this.vips, job, this.opened(), request);
    const { image, steps, scale, full, estimated } = rendered;
    const pixels = toRgba(job, image);
    const histogram = histogramOf(pixels);
    const bitmap = await toBitmap(pixels);
    return ok({
      frame: { bitmap, fullWidth: full.width, fullHeight: full.height },
      histogram,
      steps,
      scale,
      estimated,
      milliseconds: performance.now() - begun,
      engineBytes: this.memoryBytes(),
    });
  };

  readonly region: Asked<'region'> = async (job, request) => {
    const begun = performance.now();
    await resourcesFor(this.vips).ready(request.pipeline);
    const { pixels, left, top } = renderRegion(this.vips, job, this.opened(), request);
    const { width, height } = pixels;
    const bitmap = await toBitmap(pixels);
    return ok({ bitmap, left, top, width, height, milliseconds: performance.now() - begun });
  };

  readonly thumbnails: Asked<'thumbnails'> = async (job, request, longEdge) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    const pictures: [id: string, pixels: Rgba][] = [];
    render(this.vips, job, this.opened(), request, (id, image) => {
      pictures.push([id, toThumbnail(this.vips, job, image, longEdge)]);
    });
    const thumbnails: Thumbnail[] = await Promise.all(
      pictures.map(async ([id, pixels]) => ({ id, bitmap: await toBitmap(pixels) })),
    );
    return ok(thumbnails);
  };

  readonly renderSmall: Asked<'renderSmall'> = async (job, pipeline, longEdge) => {
    await resourcesFor(this.vips).ready(pipeline);
    const picture = this.picture ?? (await this.samplePicture(job));
    return ok(await toBitmap(renderSmall(this.vips, job, picture, pipeline, longEdge)));
  };

  readonly sample: Asked<'sample'> = async (job, request, x, y): Promise<Result<Sample>> => {
    await resourcesFor(this.vips).ready(request.pipeline);
    const { image } = render(this.vips, job, this.opened(), request);
    return ok(sampleAt(job, image, x, y));
  };

  readonly reportPictures: Asked<'reportPictures'> = async (job, request) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    const pictures = reportPictures(this.vips, job, this.opened(), request);
    return ok({ ...pictures, engineBytes: this.memoryBytes() });
  };

  readonly checksum: Asked<'checksum'> = async (job, pipeline) => {
    await resourcesFor(this.vips).ready(pipeline);
    return ok(await checksumOf(this.vips, job, pipeline));
  };

  readonly metadata: Asked<'metadata'> = async (_job, file) =>
    ok(await readMetadata(new Uint8Array(await file.arrayBuffer())));

  readonly export: Asked<'export'> = (job: Job, request: WorkerExportRequest) =>
    fromFile(
      this.vips,
      this.libraries,
      request,
      [request.pipeline],
      request.settings.format,
      async (source) => ({
        kind: 'exported',
        answer: await this.exportFrom(job, source, request),
      }),
    );

  readonly profile: Asked<'profile'> = (job, request) =>
    fromFile(
      this.vips,
      this.libraries,
      request,
      [request.pipeline],
      request.settings.format,
      (source) => {
        const { memoryBytes } = this;
        const answer = profilePicture(this.vips, job, source, request, { memoryBytes });
        return Promise.resolve({ kind: 'measured', answer });
      },
    );

  readonly trial: Asked<'trial'> = (job, request) => {
    const { before, after } = request;
    const pipelines = [before.pipeline, after.pipeline];
    return fromFile(
      this.vips,
      this.libraries,
      request,
      pipelines,
      after.settings.format,
      async (source) => ({
        kind: 'measured',
        answer: await tryChange(this.vips, job, source, request),
      }),
    );
  };

  private async exportFrom(
    job: Job,
    source: ExportSource,
    request: WorkerExportRequest,
  ): Promise<ExportAnswer> {
    const begun = performance.now();
    const embeddedPipeline = await embeddedPipelineFor(this.vips, job, source, request, this.kept);
    const exported = exportPicture(this.vips, job, source, request, this.kept, embeddedPipeline);
    const { encoder, bytes, width, height, camera, quality, trials } = exported;
    const milliseconds = performance.now() - begun;
    const picture = request.purpose === 'inspect' ? this.kept.last : null;
    const inspection = picture && (await inspect(this.vips, job, picture, encoder, exported));
    const { mime, extension } = encoder.format;
    return {
      bytes,
      mime,
      extension,
      width,
      height,
      quality,
      trials,
      inspection,
      camera,
      notes: keepsAnimation(source.encoded, encoder) ? [] : notesOf(source.encoded),
      receipt: await readMetadata(bytes, packedMetadata(this.vips, bytes)),
      milliseconds,
    };
  }

  /** Opens a file with libvips, or, when that cannot read it, what the browser can read of it. */
  private async read(job: Job, encoded: Encoded, request: OpenRequest): Promise<OpenPicture> {
    const bytes = request.file.size;
    try {
      return OpenPicture.open(this.vips, job, encoded, bytes);
    } catch (thrown) {
      const rescued = isUnreadable(thrown) ? await rescue(encoded, request) : null;
      if (rescued === null) throw thrown;
      return OpenPicture.open(this.vips, job, rescued, bytes, formatName(encoded.header.format));
    }
  }

  private async samplePicture(job: Job): Promise<OpenPicture> {
    if (this.drawn) return this.drawn;
    const file = await this.drawSample(job);
    if (!file.ok) throw new JobError(file.error);
    const request = { ...asItIs, file: file.value, name: 'sample.png' };
    const admitted = await admitReadable(this.vips, request);
    if (!admitted.ok) throw new JobError(admitted.error);
    this.drawn = await this.read(job, admitted.value.encoded, request);
    return this.drawn;
  }

  private opened(): OpenPicture {
    if (this.picture === null) throw nothingOpen();
    return this.picture;
  }
}

// Longer than a file should be: every engine job has its function here, and all of them one open picture.

import { appError } from '../src/core/base/errors';
import type {
  Answered,
  ExportAnswer,
  ExportRequest,
  Given,
  JobName,
  Library,
  OpenRequest,
  RegionAnswer,
  RegionRequest,
  SourceRequest,
  Thumbnail,
} from '../src/core/engine/contract';
import { asItIs } from '../src/core/engine/requests';
// Makes the operations known.
import '../src/core/operations/index';
import type { ExportSettings } from '../src/core/formats/settings';
import type { Pipeline } from '../src/core/pipeline/pipeline';
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
import { comparisonPicture } from './comparison/comparison-picture';
import { contactSheet, type WithFile } from './comparison/contact-sheet';
import { lettersFor } from './comparison/sheet';
import type { Encoded } from './intake/decode';
import { exportPicture, type ExportSource } from './export/export-picture';
import { fromFile, isUnreadable, rescue } from './intake/from-file';
import { histogramOf, type Rgba, toBitmap, toRgba } from './screen/frame';
import { JobError } from './runtime/errors';
import { inspect } from './export/inspect';
import type { Job } from './runtime/job';
import { need } from './runtime/libraries';
import { LastFinished } from './memory/last-finished';
import { withFramesCounted } from './intake/count-frames';
import { notesOf } from './intake/notices';
import { readableJxl } from './intake/readable-jxl';
import { OpenPicture } from './memory/open-picture';
import { DecodedAhead } from './memory/decoded-ahead';
import { embeddedPipelineFor, readEmbeddedPipeline } from './metadata/embedded-pipeline';
import { profilePicture } from './measure/profile';
import { readMetadata } from './metadata/read-metadata';
import { renderRegion } from './screen/region';
import { reportPictures } from './report/report-pictures';
import { resourcesFor } from './runtime/resources';
import { drawDraft } from './screen/draft';
import { render } from './screen/render';
import { renderSmall } from './screen/render-small';
import { sampleAt, toThumbnail } from './screen/thumbnail';
import { tryChange } from './measure/trial';

/** What does each job; what is thrown there becomes its answer. */
export type SessionJobs<Names extends JobName = JobName> = {
  readonly [Name in Names]: (job: Job, ...given: Given[Name]) => Promise<Result<Answered[Name]>>;
};

const nothingOpen = (): JobError =>
  new JobError(appError('JOB-FAILED', 'No picture is open.', { advice: 'Open an image first.' }));

/**
 * One running libvips and the picture that is open in it. Methods throw what goes wrong. Longer than
 * files are here, for every job has its function in it.
 */
export class Session implements SessionJobs {
  private picture: OpenPicture | null = null;
  /** The sample picture, which presets are shown on while no other is open. */
  private drawn: OpenPicture | null = null;
  private readonly kept = new LastFinished();
  private readonly ahead = new DecodedAhead();

  constructor(
    private readonly vips: VipsBinding,
    private readonly libraries: readonly Library[],
    /** Bytes that the engine's memory takes now. */
    readonly memoryBytes: () => number,
  ) {}

  readonly open: SessionJobs['open'] = async (job, request) => {
    const ready = this.ahead.take(request);
    const picture = ready ? ok(ready) : await this.decoded(job, request);
    if (!picture.ok) return picture;
    // Only now: when a file cannot be opened, the picture that was open stays.
    if (!ready) this.ahead.clear();
    this.picture?.delete();
    this.picture = picture.value;
    this.drawn?.delete();
    this.drawn = null;
    return ok(picture.value.info);
  };

  readonly openAhead: SessionJobs['openAhead'] = async (job, request) => {
    const { key } = request;
    if (key === undefined || this.ahead.has(key)) return ok(null);
    const picture = await this.decoded(job, { ...request, consent: false });
    if (!picture.ok) return picture;
    this.ahead.add(key, picture.value);
    return ok(null);
  };

  readonly close: SessionJobs['close'] = () => {
    this.picture?.delete();
    this.picture = null;
    this.ahead.clear();
    return Promise.resolve(ok(null));
  };

  readonly drawSample: SessionJobs['drawSample'] = (job) => {
    const { data, width, height, bands } = drawSample();
    job.check();
    const { Image, BandFormat } = this.vips;
    const image = Image.newFromMemory(data, width, height, bands, BandFormat.uchar);
    const srgb = image.copy({ interpretation: 'srgb' });
    try {
      const bytes = job.run(() => job.watch(srgb).pngsaveBuffer({ compression: 1 }));
      return Promise.resolve(ok(new Blob([new Uint8Array(bytes)], { type: 'image/png' })));
    } finally {
      srgb.delete();
      image.delete();
    }
  };

  readonly importAsset: SessionJobs['importAsset'] = async (job, request) => {
    const admitted = await admitReadable(this.vips, request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    await need(this.libraries, library);
    return ok(await toAsset(this.vips, job, encoded));
  };

  readonly embeddedPipeline: SessionJobs['embeddedPipeline'] = async (job, request) => {
    const admitted = await admitFile(request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    await need(this.libraries, library);
    job.check();
    return ok(readEmbeddedPipeline(this.vips, encoded));
  };

  readonly render: SessionJobs['render'] = async (job, request) => {
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

  readonly draft: SessionJobs['draft'] = async (job, request) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    return ok(await drawDraft(this.vips, job, this.opened(), request));
  };

  readonly renderBaseline: SessionJobs['renderBaseline'] = this.render;

  readonly region: SessionJobs['region'] = async (job, request) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    return ok(await this.regionOf(job, this.opened(), request));
  };

  private async regionOf(
    job: Job,
    picture: OpenPicture,
    request: RegionRequest,
  ): Promise<RegionAnswer> {
    const begun = performance.now();
    const { pixels, left, top } = renderRegion(this.vips, job, picture, request);
    const { width, height } = pixels;
    const bitmap = await toBitmap(pixels);
    return { bitmap, left, top, width, height, milliseconds: performance.now() - begun };
  }

  readonly thumbnails: SessionJobs['thumbnails'] = async (job, request, longEdge) => {
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

  readonly renderSmall: SessionJobs['renderSmall'] = async (job, pipeline, longEdge) => {
    await resourcesFor(this.vips).ready(pipeline);
    const picture = this.picture ?? (await this.samplePicture(job));
    return ok(await toBitmap(renderSmall(this.vips, job, picture, pipeline, longEdge)));
  };

  readonly renderFile: SessionJobs['renderFile'] = (job, request, pipeline, longEdge) =>
    this.ofFile(job, request, pipeline, (picture) =>
      toBitmap(renderSmall(this.vips, job, picture, pipeline, longEdge)),
    );

  readonly viewFile: SessionJobs['viewFile'] = (job, request, pipeline) =>
    this.ofFile(job, request, pipeline, async (picture) => {
      const { image, scale, full } = render(this.vips, job, picture, { pipeline, until: null });
      const bitmap = await toBitmap(toRgba(job, image));
      return { frame: { bitmap, fullWidth: full.width, fullHeight: full.height }, scale };
    });

  readonly regionOfFile: SessionJobs['regionOfFile'] = (job, request, part) =>
    this.ofFile(job, request, part.pipeline, (picture) => this.regionOf(job, picture, part));

  /** Makes something of a file that is not the open one, of which nothing stays. */
  private async ofFile<Made>(
    job: Job,
    request: OpenRequest,
    pipeline: Pipeline,
    make: (picture: OpenPicture) => Promise<Made>,
  ): Promise<Result<Made>> {
    const picture = await this.decoded(job, request);
    if (!picture.ok) return picture;
    try {
      await resourcesFor(this.vips).ready(pipeline);
      return ok(await make(picture.value));
    } finally {
      picture.value.delete();
    }
  }

  readonly sample: SessionJobs['sample'] = async (job, request, x, y) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    const { image } = render(this.vips, job, this.opened(), request);
    return ok(sampleAt(job, image, x, y));
  };

  readonly reportPictures: SessionJobs['reportPictures'] = async (job, request) => {
    await resourcesFor(this.vips).ready(request.pipeline);
    const pictures = reportPictures(this.vips, job, this.opened(), request);
    return ok({ ...pictures, engineBytes: this.memoryBytes() });
  };

  readonly checksum: SessionJobs['checksum'] = async (job, pipeline) => {
    await resourcesFor(this.vips).ready(pipeline);
    return ok(await checksumOf(this.vips, job, pipeline));
  };

  readonly letters: SessionJobs['letters'] = async (_job, texts) => {
    const letters = await resourcesFor(this.vips).letters(texts.map(({ text }) => text));
    // Copies, for what is answered goes away.
    return ok(texts.map(({ text, setting }) => letters.png(text, setting).slice()));
  };

  readonly textWidth: SessionJobs['textWidth'] = async (_job, text, reach) => {
    const letters = await resourcesFor(this.vips).letters([text]);
    return ok(letters.widthOf(text, { reach }));
  };

  readonly undrawn: SessionJobs['undrawn'] = async (_job, text) => {
    const letters = await resourcesFor(this.vips).letters([text]);
    return ok(letters.undrawn(text));
  };

  readonly metadata: SessionJobs['metadata'] = async (_job, file) => {
    const { bytes, isCut } = await readableJxl(new Uint8Array(await file.arrayBuffer()));
    return ok(await readMetadata(bytes, isCut));
  };

  readonly export: SessionJobs['export'] = (job, file, request) =>
    this.fromFile(file, [request.pipeline], request.settings, (source) =>
      this.exportFrom(job, source, request),
    );

  readonly exportFile: SessionJobs['exportFile'] = this.export;

  readonly comparisonPicture: SessionJobs['comparisonPicture'] = (job, file, request) => {
    const pipelines = request.pictures.map(({ pipeline }) => pipeline);
    return this.fromFile(file, pipelines, request.settings, async (source) => {
      const captions = request.pictures.map(({ caption }) => caption);
      const letters = await lettersFor(this.vips, captions, request.look);
      return comparisonPicture(this.vips, job, source, request, letters);
    });
  };

  readonly contactSheet: SessionJobs['contactSheet'] = async (job, files, request) => {
    const read: WithFile = (file, work) => this.fromFile(file, [], request.settings, work);
    return ok(await contactSheet(this.vips, job, files, request, read));
  };

  readonly profile: SessionJobs['profile'] = (job, file, request) =>
    this.fromFile(file, [request.pipeline], request.settings, (source) => {
      const { memoryBytes } = this;
      return Promise.resolve(profilePicture(this.vips, job, source, request, { memoryBytes }));
    });

  readonly trial: SessionJobs['trial'] = (job, file, request) => {
    const { before, after } = request;
    return this.fromFile(file, [before.pipeline, after.pipeline], after.settings, (source) =>
      tryChange(this.vips, job, source, request),
    );
  };

  private fromFile<Value>(
    file: SourceRequest,
    pipelines: readonly Pipeline[],
    { format }: ExportSettings,
    work: (source: ExportSource) => Promise<Value>,
  ): Promise<Result<Value>> {
    return fromFile(this.vips, this.libraries, file, pipelines, format, work);
  }

  private async exportFrom(
    job: Job,
    source: ExportSource,
    request: ExportRequest,
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
      receipt: await readMetadata(bytes),
      milliseconds,
    };
  }

  /** Decodes the working copy of a file; whoever receives it deletes it. */
  private async decoded(job: Job, request: OpenRequest): Promise<Result<OpenPicture>> {
    const admitted = await admitReadable(this.vips, request);
    if (!admitted.ok) return admitted;
    const { encoded, library } = admitted.value;
    await need(this.libraries, library);
    job.check();
    return ok(await this.read(job, withFramesCounted(this.vips, encoded), request));
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

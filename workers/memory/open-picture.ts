import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import type { SourceInfo } from '../../src/core/engine/contract';
import { limits } from '../../src/core/base/limits';
import { isAnimation } from '../../src/core/source/image-header';
import { formatName } from '../../src/core/source/header';
import type { VipsBinding } from '../runtime/binding';
import { cameraFacts } from '../metadata/camera-facts';
import { decodeError, decodeFull, decodeProxy, type Encoded, type Proxy } from '../intake/decode';
import { Cancelled, EngineBroken, JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';
import { lettersOf, noticesFor } from '../intake/notices';
import { bytesOf, longEdgeOf, type Shape, ShapeBook, shapeOf } from './shape';
import { Cuts } from './cuts';
import { LruCache } from '../../src/core/base/lru-cache';

/** A step's result in memory, and what it cost to make, in milliseconds. */
export class StepResult {
  constructor(
    readonly image: Vips.Image,
    readonly milliseconds: number,
  ) {}

  delete(): void {
    this.image.delete();
  }
}

/** A picture whose pixels are computed when they are asked for, and what made it. */
export class LazyPicture {
  constructor(
    readonly image: Vips.Image,
    private readonly execution: { dispose(): void },
  ) {}

  delete(): void {
    this.execution.dispose();
  }
}

/** The result, and the picture before. */
const mostLazy = 2;

/** The picture that is open: working copies of it, results of steps, and its full-size copy. */
export class OpenPicture {
  readonly results = new LruCache<StepResult>(limits.previewCacheBytes.usual);
  readonly shapes: ShapeBook;
  readonly cuts = new Cuts();
  /** Long edge of the working copy that the preview shows, in pixels. */
  shownSide: number = limits.proxySide;
  private full: Vips.Image | null = null;
  /** They read `full` or `later`, and are let go before those are. */
  private readonly lazy = new LruCache<LazyPicture>(mostLazy);
  private later: { readonly key: string; readonly image: Vips.Image } | null = null;

  private constructor(
    private readonly vips: VipsBinding,
    readonly encoded: Encoded,
    /** Shape of the prepared picture at full size. */
    readonly shape: Shape,
    readonly info: SourceInfo,
    private readonly tolerant: boolean,
  ) {
    this.shapes = new ShapeBook(vips);
  }

  /**
   * Decodes a picture's working copy and so proves that it can be read: strictly first, and if
   * that fails, passing over damage. Throws JobError when it cannot be read at all.
   * @param rescuedFrom the file's own format in words, when `encoded` is what was left of it
   */
  static open(
    vips: VipsBinding,
    job: Job,
    encoded: Encoded,
    fileBytes: number,
    rescuedFrom?: string,
  ): OpenPicture {
    const longEdge = limits.proxySide;
    const attempt = (tolerant: boolean): Proxy =>
      decodeProxy(vips, job, encoded, { tolerant, longEdge });
    let damaged = rescuedFrom !== undefined || encoded.isCut === true;
    let proxy: Proxy;
    try {
      try {
        proxy = attempt(false);
      } catch (thrown) {
        if (!isWorthAnotherTry(thrown, encoded)) throw thrown;
        damaged = true;
        proxy = attempt(true);
      }
      if (damaged && isOfOneColour(proxy.image)) {
        proxy.image.delete();
        throw new Error('after its damage nothing is left of it');
      }
    } catch (thrown) {
      if (thrown instanceof Cancelled || thrown instanceof EngineBroken) throw thrown;
      throw new JobError(decodeError(thrown, encoded));
    }
    const { image, width, height, converted } = proxy;
    const shape = { ...shapeOf(image), width, height };
    const info: SourceInfo = {
      name: encoded.name,
      format: rescuedFrom ?? formatName(encoded.origin ?? encoded.header.format),
      fileBytes,
      width: shape.width,
      height: shape.height,
      bands: shape.bands,
      bitsPerBand: shape.format === 'ushort' ? 16 : 8,
      hasAlpha: image.hasAlpha(),
      animated: isAnimation(encoded.header),
      camera: cameraFacts(image),
      notices: noticesFor(
        { ...encoded.header, format: encoded.origin ?? encoded.header.format },
        { width, height, converted, damaged, letters: lettersOf(encoded) },
      ),
    };
    const picture = new OpenPicture(vips, encoded, shape, info, damaged);
    picture.keep(picture.proxyKey(longEdge), image, 0);
    return picture;
  }

  /** Name in the cache of the working copy of that long edge. */
  proxyKey(longEdge: number): string {
    return `source ${longEdge}`;
  }

  /** Keeps `image` in the cache, which becomes its owner. */
  keep(key: string, image: Vips.Image, milliseconds: number): void {
    this.results.set(key, new StepResult(image, milliseconds), bytesOf(shapeOf(image)));
  }

  /**
   * Has the cache hold two renderings of about so many bytes each: one that holds less than a rendering
   * finds nothing of it the next time.
   */
  makeRoomFor(bytes: number): void {
    this.results.allow(Math.min(limits.previewCacheBytes.most, 2 * bytes));
  }

  /** Returns the working copy of that long edge in pixels; the cache owns it. */
  proxy(job: Job, longEdge: number): Vips.Image {
    const key = this.proxyKey(longEdge);
    const known = this.results.get(key);
    if (known) return known.image;
    const options = { tolerant: this.tolerant, longEdge };
    const { image } = decodeProxy(this.vips, job, this.encoded, options);
    this.keep(key, image, 0);
    return image;
  }

  /** Returns the scale of the working copy that the preview shows, against full size. */
  shownScale(job: Job): number {
    return longEdgeOf(this.proxy(job, this.shownSide)) / longEdgeOf(this.shape);
  }

  /**
   * Returns the full-size prepared picture in memory, decoded at the first call; this object owns
   * it. Throws JobError with JOB-MEMORY when it would not fit.
   */
  fullCopy(job: Job): Vips.Image {
    if (this.full) return this.full;
    if (!this.encoded.admission.fullCopyFits) {
      throw tooLargeToShow();
    }
    this.full = decodeFull(this.vips, job, this.encoded, this.tolerant);
    return this.full;
  }

  /**
   * Returns what the full-size picture is after some steps, as `make` computes it; this object owns
   * it and remembers the last one, so that moving about in a picture computes it once.
   */
  materialized(key: string, make: () => Vips.Image): Vips.Image {
    if (this.later?.key === key) return this.later.image;
    this.lazy.clear();
    this.later?.image.delete();
    this.later = null;
    const image = make();
    this.later = { key, image };
    return image;
  }

  /**
   * Returns what the full-size picture is after some steps, without pixels, as `make` builds it; this
   * object owns it and remembers the last few.
   */
  lazily(key: string, make: () => LazyPicture): Vips.Image {
    const known = this.lazy.get(key);
    if (known) return known.image;
    const made = make();
    this.lazy.set(key, made, 1);
    return made.image;
  }

  /** Gives all memory back. */
  delete(): void {
    this.results.clear();
    this.lazy.clear();
    this.later?.image.delete();
    this.later = null;
    this.full?.delete();
    this.full = null;
  }
}

/** Returns the error for a picture whose full-size pixels do not fit into memory. */
export const tooLargeToShow = (): JobError =>
  new JobError(
    appError('JOB-MEMORY', 'This picture is too large to be shown at full size.', {
      safe: 'The preview and exports that fit work as before.',
      advice: 'Zoom out, or crop or resize the picture and open the smaller file.',
    }),
  );

/** Whether all pixels are the same, as where a decoder passed over everything. */
function isOfOneColour(image: Vips.Image): boolean {
  const same = image.equal(image.getpoint(0, 0));
  const all = same.bandand();
  try {
    return all.min() === 255;
  } finally {
    all.delete();
    same.delete();
  }
}

/** A second, tolerant decoding only makes sense when the data were the trouble. */
function isWorthAnotherTry(thrown: unknown, encoded: Encoded): boolean {
  const isFinal = [Cancelled, JobError, EngineBroken].some((kind) => thrown instanceof kind);
  return !isFinal && decodeError(thrown, encoded).code === 'IMG-DAMAGED';
}

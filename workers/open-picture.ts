import type Vips from 'wasm-vips';
import { appError } from '../src/core/errors';
import { tests } from '../src/core/graph/questions';
import type { SourceInfo } from '../src/core/jobs';
import { limits } from '../src/core/limits';
import { formatName } from '../src/core/source/header';
import type { VipsBinding } from './binding';
import {
  decodeError,
  decodeFull,
  decodeProxy,
  type Encoded,
  readPicture,
  turnsItself,
} from './decode';
import { Cancelled, JobError } from './errors';
import type { Job } from './job';
import { noticesFor, type Opened } from './notices';
import { bytesOf, type Shape, ShapeBook, shapeOf } from './shape';
import { StepCache } from './step-cache';

interface Facts {
  /** Upright size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly converted: Opened['converted'];
}

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

/** The picture that is open: working copies of it, results of steps, and its full-size copy. */
export class OpenPicture {
  readonly results = new StepCache<StepResult>(limits.previewCacheBytes);
  readonly shapes: ShapeBook;
  private full: Vips.Image | null = null;

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
   */
  static open(vips: VipsBinding, job: Job, encoded: Encoded, fileBytes: number): OpenPicture {
    const longEdge = limits.proxySide;
    const attempt = (tolerant: boolean): [Facts, Vips.Image] => [
      readFacts(vips, encoded, tolerant),
      decodeProxy(vips, job, encoded, { tolerant, longEdge }),
    ];
    let damaged = false;
    let read: [Facts, Vips.Image];
    try {
      try {
        read = attempt(false);
      } catch (thrown) {
        if (!isWorthAnotherTry(thrown, encoded)) throw thrown;
        damaged = true;
        read = attempt(true);
      }
    } catch (thrown) {
      throw thrown instanceof Cancelled ? thrown : new JobError(decodeError(thrown, encoded));
    }
    const [facts, proxy] = read;
    const shape = { ...shapeOf(proxy), width: facts.width, height: facts.height };
    const info: SourceInfo = {
      name: encoded.name,
      format: formatName(encoded.header.format),
      fileBytes,
      width: shape.width,
      height: shape.height,
      bands: shape.bands,
      bitsPerBand: shape.format === 'ushort' ? 16 : 8,
      hasAlpha: proxy.hasAlpha(),
      notices: noticesFor(encoded.header, { ...facts, damaged }),
    };
    const picture = new OpenPicture(vips, encoded, shape, info, damaged);
    picture.keep(picture.proxyKey(longEdge), proxy, 0);
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

  /** Returns the working copy of that long edge in pixels; the cache owns it. */
  proxy(job: Job, longEdge: number): Vips.Image {
    const key = this.proxyKey(longEdge);
    const known = this.results.get(key);
    if (known) return known.image;
    const image = decodeProxy(this.vips, job, this.encoded, { tolerant: this.tolerant, longEdge });
    this.keep(key, image, 0);
    return image;
  }

  /**
   * Returns the full-size prepared picture in memory, decoded at the first call; this object owns
   * it. Throws JobError with JOB-MEMORY when it would not fit.
   */
  fullCopy(job: Job): Vips.Image {
    if (this.full) return this.full;
    if (!this.encoded.admission.fullCopyFits) {
      throw new JobError(
        appError('JOB-MEMORY', 'This picture is too large to be shown at full size.', {
          safe: 'The preview and exports that fit work as before.',
          advice: 'Zoom out, or crop or resize the picture and open the smaller file.',
        }),
      );
    }
    this.full = decodeFull(this.vips, job, this.encoded, this.tolerant);
    return this.full;
  }

  /** Gives all memory back. */
  delete(): void {
    this.results.clear();
    this.full?.delete();
    this.full = null;
  }
}

/** A second, tolerant decoding only makes sense when the data were the trouble. */
function isWorthAnotherTry(thrown: unknown, encoded: Encoded): boolean {
  if (thrown instanceof Cancelled || thrown instanceof JobError) return false;
  const { code } = decodeError(thrown, encoded);
  return code === 'IMG-DAMAGED' && !(thrown instanceof WebAssembly.RuntimeError);
}

/** Reads what libvips says about the picture before it is decoded. */
function readFacts(vips: VipsBinding, encoded: Encoded, tolerant: boolean): Facts {
  const image = readPicture(vips, encoded, { access: 'sequential', tolerant });
  try {
    const turned = encoded.header.orientation >= 5 && !turnsItself(encoded.header);
    const isForeign = tests.hasForeignProfile(image);
    return {
      width: turned ? image.height : image.width,
      height: turned ? image.width : image.height,
      converted: image.interpretation === 'cmyk' ? 'cmyk' : isForeign ? 'profile' : null,
    };
  } finally {
    image.delete();
  }
}

import type { AppError } from '../../core/base/errors';
import type { Area } from '../../core/base/geometry';
import { Latest } from '../../core/base/latest';
import type { Result } from '../../core/base/result';
import type { Engine, FileView, RegionAnswer } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';

/** The view rests for this long before sharp parts are drawn, in milliseconds. */
const debounceMs = 180;

/** What is shown on one side. */
export interface WantedSide {
  readonly id: string;
  readonly name: string;
  readonly pipeline: Pipeline;
  /** The same key, the same pixels. */
  readonly key: string;
}

/** A picture of the set as its pipeline makes it, with real pixels of the part that is looked at. */
export class SetSide {
  view = $state.raw<FileView | null>(null);
  region = $state.raw<RegionAnswer | null>(null);
  /** Why there is no picture. */
  failure = $state.raw<AppError | null>(null);
  busy = $state(false);
  /** The part that real pixels were asked for, of the picture that is shown; null once they failed. */
  asked: Area | null = null;
  #wanted: WantedSide | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #drawing = new Latest();
  readonly #sharpening = new Latest();

  /** @param file returns the file of a picture, or why it cannot be had */
  constructor(
    private readonly engine: Pick<Engine, 'viewFile' | 'regionOfFile'>,
    private readonly file: (picture: WantedSide) => Promise<Result<Blob>>,
  ) {}

  /** Shows a picture; the one before goes at once, but for what only looks otherwise now. */
  async show(wanted: WantedSide): Promise<void> {
    if (wanted.key === this.#wanted?.key) return;
    const drawing = this.#drawing.next();
    if (wanted.id !== this.#wanted?.id) this.#empty();
    this.#wanted = wanted;
    this.#dropRegion();
    this.busy = true;
    this.failure = null;
    const made = await this.#ofFile(wanted, (file) =>
      this.engine.viewFile(file, wanted.name, wanted.pipeline, drawing),
    );
    if (drawing.aborted) {
      if (made.ok) made.value.frame.bitmap.close();
      return;
    }
    this.busy = false;
    this.#empty();
    if (made.ok) this.view = made.value;
    else {
      this.failure = made.error;
      // Nothing is shown: the same is drawn when it is wanted again.
      this.#wanted = null;
    }
  }

  /** Asks for real pixels of a part; null: what is shown is sharp enough. */
  want(area: Area | null): void {
    if (area !== null && area === this.asked) return;
    clearTimeout(this.#timer);
    this.asked = area;
    if (area === null) this.#dropRegion();
    else this.#timer = setTimeout(() => void this.#sharpen(area), debounceMs);
  }

  /** Lets everything go. */
  drop(): void {
    this.#drawing.drop();
    this.#wanted = null;
    this.busy = false;
    this.failure = null;
    this.#empty();
  }

  async #sharpen(area: Area): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted || this.busy || !this.view) return;
    const sharpening = this.#sharpening.next();
    const { pipeline, name } = wanted;
    const made = await this.#ofFile(wanted, (file) =>
      this.engine.regionOfFile(file, name, { pipeline, until: null, ...area }, sharpening),
    );
    if (!made.ok) {
      if (!sharpening.aborted) this.asked = null;
    } else if (sharpening.aborted) made.value.bitmap.close();
    else {
      this.region?.bitmap.close();
      this.region = made.value;
    }
  }

  /** Makes something of a picture's file, where that is here. */
  async #ofFile<Made>(
    wanted: WantedSide,
    make: (file: Blob) => Promise<Result<Made>>,
  ): Promise<Result<Made>> {
    const file = await this.file(wanted);
    return file.ok ? make(file.value) : file;
  }

  #empty(): void {
    this.#dropRegion();
    this.view?.frame.bitmap.close();
    this.view = null;
  }

  #dropRegion(): void {
    clearTimeout(this.#timer);
    this.asked = null;
    this.#sharpening.drop();
    this.region?.bitmap.close();
    this.region = null;
  }
}

import type { Area } from '../../core/base/geometry';
import { type AppError, isCancelled } from '../../core/base/errors';
import type { RegionAnswer } from '../../core/engine/contract';
import type { Result } from '../../core/base/result';

/** Asks for real pixels of a part of a picture. */
export type AskRegion = (area: Area) => Promise<Result<RegionAnswer>>;

/** The visible part in real pixels, of the result and of the picture before. */
export class SharpPart {
  region = $state.raw<RegionAnswer | null>(null);
  baseline = $state.raw<RegionAnswer | null>(null);
  /**
   * Why the visible part is not shown in full detail; null while it is, or need not be. It is tried
   * again as soon as the view or the picture changes.
   */
  failure = $state.raw<AppError | null>(null);
  #wanted: Area | null = null;

  /** Says which part is visible; null when it needs no real pixels. */
  want(area: Area | null): void {
    this.#wanted = area;
    if (area === null) this.drop();
  }

  /** Lets go of the pixels, which are of an older picture. */
  drop(): void {
    this.failure = null;
    this.region?.bitmap.close();
    this.baseline?.bitmap.close();
    this.region = null;
    this.baseline = null;
  }

  /**
   * Fetches the part that is wanted, first of the result.
   * @param isLate whether the picture is another one by now
   * @returns whether it still matters: false when it is late, or another part is wanted
   */
  async fetch(isLate: () => boolean, result: AskRegion, before: AskRegion): Promise<boolean> {
    const area = this.#wanted;
    if (!area) return true;
    const isOver = (): boolean => isLate() || area !== this.#wanted;
    const region = await result(area);
    if (isOver()) {
      if (region.ok) region.value.bitmap.close();
      return false;
    }
    this.failure = null;
    if (region.ok) {
      this.region?.bitmap.close();
      this.region = region.value;
    } else this.#notSharp(region.error);
    const baseline = await before(area);
    if (isOver()) {
      if (baseline.ok) baseline.value.bitmap.close();
      return false;
    }
    if (baseline.ok) {
      this.baseline?.bitmap.close();
      this.baseline = baseline.value;
    } else this.#notSharp(baseline.error);
    return true;
  }

  #notSharp(error: AppError): void {
    if (!isCancelled(error)) this.failure = error;
  }
}

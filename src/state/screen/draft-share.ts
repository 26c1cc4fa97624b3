/** Renderings that are expected to take this long, in milliseconds, follow a hand by themselves. */
const followsAlone = 15;
/** What a draft may be expected to take for its pixels, in milliseconds: the page needs the rest. */
const draftTime = 16;
/** From this on the next draft is smaller, in milliseconds. */
const tooLong = 26;
/** Drafts are not smaller than this, in pixels of the longer side. */
const smallest = 400;

/**
 * Chooses how large pictures are while a hand moves, by what the exact one took and by what those on
 * the way take. Within one movement they only become smaller, so that sharpness does not flicker.
 */
export class DraftShare {
  #share: number | null = null;

  /**
   * Returns the draft's share of the exact picture's long edge; null when there need not be one.
   * @param expected what the exact picture is expected to take, in milliseconds
   * @param longEdge of the exact picture, in pixels
   */
  of(expected: number, longEdge: number): number | null {
    if (expected <= followsAlone || longEdge <= smallest) return null;
    const least = smallest / longEdge;
    let share = this.#share ?? Math.SQRT1_2;
    // Sizes a factor of √2 apart: the copy that drafts begin with is made once for each.
    if (this.#share === null) {
      while (share > least && expected * share ** 2 > draftTime) share *= Math.SQRT1_2;
    }
    this.#share = Math.max(least, share);
    return this.#share;
  }

  /** Takes what the last draft took, in milliseconds. */
  took(milliseconds: number): void {
    if (this.#share !== null && milliseconds > tooLong) this.#share *= Math.SQRT1_2;
  }

  /** Chooses anew with the next movement. */
  rest(): void {
    this.#share = null;
  }
}

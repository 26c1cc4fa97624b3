import type { RenderAnswer } from '../../core/engine/contract';

/** Results that are not on screen are kept as long as all take less, in bytes. */
const keptBytes = 24 * 1024 * 1024;

const bytesOf = ({ frame: { bitmap } }: RenderAnswer): number => 4 * bitmap.width * bitmap.height;

/** The last results of one picture, by what made them, so that undo shows one at once. */
export class KeptResults {
  /** The newest last. */
  readonly #kept = new Map<string, RenderAnswer>();

  get(name: string): RenderAnswer | undefined {
    return this.#kept.get(name);
  }

  /** Keeps a result, which is the one on screen, and closes old ones when there are too many. */
  keep(name: string, answer: RenderAnswer): void {
    const before = this.#kept.get(name);
    if (before !== answer) before?.frame.bitmap.close();
    this.#kept.delete(name);
    this.#kept.set(name, answer);
    let held = [...this.#kept.values()].reduce((sum, one) => sum + bytesOf(one), 0);
    for (const [old, one] of this.#kept) {
      if (held <= keptBytes || one === answer) break;
      this.#kept.delete(old);
      one.frame.bitmap.close();
      held -= bytesOf(one);
    }
  }

  /** Closes every result. */
  clear(): void {
    for (const { frame } of this.#kept.values()) frame.bitmap.close();
    this.#kept.clear();
  }
}

import { LruCache } from '../../core/base/lru-cache';
import type { RenderAnswer } from '../../core/engine/contract';

/** Results that are not on screen are kept as long as all take less, in bytes. */
const keptBytes = 24 * 1024 * 1024;

/** The last results of one picture, by what made them, so that undo shows one at once. */
export class KeptResults {
  readonly #kept = new LruCache<{ readonly answer: RenderAnswer; delete(): void }>(keptBytes);

  get(name: string): RenderAnswer | undefined {
    return this.#kept.get(name)?.answer;
  }

  /** Keeps a result, which is the one on screen, and closes old ones when there are too many. */
  keep(name: string, answer: RenderAnswer): void {
    if (this.get(name) === answer) return;
    const { bitmap } = answer.frame;
    const kept = { answer, delete: () => bitmap.close() };
    this.#kept.set(name, kept, 4 * bitmap.width * bitmap.height);
  }

  /** Closes every result. */
  clear(): void {
    this.#kept.clear();
  }
}

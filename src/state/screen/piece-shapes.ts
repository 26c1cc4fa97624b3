import { isCancelled } from '../../core/base/errors';
import type { Result } from '../../core/base/result';
import type { Engine } from '../../core/engine/contract';
import { heightInLines } from '../../core/text/lines';
import type { KnownStep } from '../../core/pipeline/pipeline';
import type { Assets } from '../device/assets.svelte';

/** A piece that a step lays on the picture: the side that its size says, and its width by its height. */
export interface PieceShape {
  readonly sized: 'height' | 'width';
  readonly ratio: number;
  /** How many of its sizes it is high: a text has lines, and may have room around them. */
  readonly times: number;
  /** The room around it, in its sizes. */
  readonly around: number;
}

/** Asks again when the question was dropped: opening a picture drops what waits. */
async function untilHeard<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let answer = await ask();
  for (let again = 0; again < 5 && !answer.ok && isCancelled(answer.error); again += 1) {
    answer = await ask();
  }
  return answer;
}

/** Tells the shape of texts and pictures that steps lay on the picture, as the engine draws them. */
export class PieceShapes {
  #last: { readonly key: string; readonly width: number } | null = null;

  constructor(
    private readonly engine: Pick<Engine, 'textWidth' | 'undrawn'>,
    private readonly assets: Pick<Assets, 'picture'>,
    private readonly sizeOf: (picture: Blob) => Promise<{ width: number; height: number }>,
  ) {}

  /** Resolves to the shape of what the step lays down; null where it lays nothing, or cannot be told. */
  async of({ values }: KnownStep): Promise<PieceShape | null> {
    const { text, picture } = values;
    try {
      if (typeof text === 'string') {
        if (text.trim() === '') return null;
        const reach = values['edge'] === 'none' ? 0 : Number(values['edgeSize'] ?? 0) / 100;
        const times = heightInLines(text, { reach });
        const width = await this.#widthOf(text, reach);
        if (width === null) return null;
        return { sized: 'height', ratio: width / times, times, around: reach };
      }
      const blob = typeof picture === 'string' ? await this.assets.picture(picture) : null;
      if (!blob) return null;
      const { width, height } = await this.sizeOf(blob);
      return { sized: 'width', ratio: width / height, times: 1, around: 0 };
    } catch {
      // Without it the step's fields still place the piece.
      return null;
    }
  }

  /** Resolves to the characters of a text that no font here has; none while that cannot be told. */
  async undrawn(text: string): Promise<string> {
    const answer = await untilHeard(() => this.engine.undrawn(text));
    return answer.ok ? answer.value : '';
  }

  /** The same text is asked for at each movement of a hand. */
  async #widthOf(text: string, reach: number): Promise<number | null> {
    const key = JSON.stringify([text, reach]);
    if (this.#last?.key === key) return this.#last.width;
    const answer = await untilHeard(() => this.engine.textWidth(text, reach));
    if (!answer.ok) return null;
    this.#last = { key, width: answer.value };
    return answer.value;
  }
}

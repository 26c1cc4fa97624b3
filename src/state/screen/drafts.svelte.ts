import type {
  DraftAnswer,
  DraftRequest,
  Engine,
  RenderAnswer,
  RenderRequest,
  Source,
} from '../../core/engine/contract';
import { upTo } from '../../core/pipeline/compile';
import { DraftShare } from './draft-share';
import type { StepCosts } from './step-costs.svelte';

/** The exact picture comes once edits rest for this long, in milliseconds. */
const restMs = 60;

/** Smaller pictures that are shown while a hand moves, in place of the exact one. */
export class Drafts {
  /** What is shown in place of the exact picture; null while that is shown. */
  shown = $state.raw<DraftAnswer | null>(null);
  readonly #share = new DraftShare();

  constructor(
    private readonly engine: Pick<Engine, 'draft'>,
    private readonly costs: StepCosts,
  ) {}

  /**
   * Returns how large the draft before a picture is to be, as a share of the one that was rendered
   * exactly; null when the next exact one follows a hand as well, or nothing is known.
   */
  shareOf(
    result: RenderAnswer | null,
    rendered: RenderRequest | null,
    { pipeline, until }: RenderRequest,
  ): number | null {
    if (!result || rendered?.until !== until) return null;
    const expected = this.costs.after(upTo(rendered.pipeline, until), upTo(pipeline, until));
    const { width, height } = result.frame.bitmap;
    return this.#share.of(expected, Math.max(width, height));
  }

  /**
   * Draws a draft and shows it in place of the one before.
   * @param isOpen whether it is still to be shown once it is drawn
   * @returns how long edits have yet to rest before the exact picture is due, in milliseconds
   */
  async draw(source: Source, request: DraftRequest, isOpen: () => boolean): Promise<number> {
    const since = performance.now();
    const answer = await this.engine.draft(source, request);
    // What fails is told by the exact picture.
    if (answer.ok) {
      this.#share.took(answer.value.milliseconds);
      if (isOpen()) this.#show(answer.value);
      else close(answer.value);
    }
    return Math.max(0, restMs - (performance.now() - since));
  }

  /** Lets the draft go, since the exact picture is shown. */
  drop(): void {
    this.#share.rest();
    this.hide();
  }

  /** Lets the draft go where the exact picture is what is wanted again, though a hand may move on. */
  hide(): void {
    this.#show(null);
  }

  #show(draft: DraftAnswer | null): void {
    if (this.shown) close(this.shown);
    this.shown = draft;
  }
}

function close({ frame, before }: DraftAnswer): void {
  frame.bitmap.close();
  before?.bitmap.close();
}

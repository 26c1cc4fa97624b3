import type { Engine, RenderAnswer, RenderRequest, Source } from '../../core/engine/contract';

/** The picture before, which lies under the result. */
export class BeforePicture {
  shown = $state.raw<RenderAnswer | null>(null);
  #key = '';

  constructor(private readonly engine: Pick<Engine, 'renderBaseline'>) {}

  /** Returns whether what is shown is what is asked for, in the size of a result. */
  stays(request: RenderRequest, result: RenderAnswer | null): boolean {
    return this.shown !== null && this.#keyOf(request, result) === this.#key;
  }

  #keyOf({ pipeline }: RenderRequest, result: RenderAnswer | null): string {
    return JSON.stringify([pipeline.steps, result?.scale, result?.estimated === true]);
  }

  /**
   * Renders what is asked for as finely as a result, unless it is shown.
   * @param isOpen whether its picture is still open once it is rendered
   */
  async render(
    source: Source,
    request: RenderRequest,
    result: RenderAnswer | null,
    isOpen: () => boolean,
  ): Promise<void> {
    if (this.stays(request, result)) return;
    const key = this.#keyOf(request, result);
    const draft = result?.estimated === true;
    const answer = await this.engine.renderBaseline(source, { ...request, draft });
    if (!answer.ok) return;
    if (!isOpen()) {
      answer.value.frame.bitmap.close();
      return;
    }
    this.#key = key;
    this.shown?.frame.bitmap.close();
    this.shown = answer.value;
  }

  /** Renders anew when it is asked for next. */
  outdate(): void {
    this.#key = '';
  }

  /** Lets the picture go. */
  clear(): void {
    this.outdate();
    this.shown?.frame.bitmap.close();
    this.shown = null;
  }
}

/** How long an announcement stays on screen, in milliseconds. */
const stays = 4000;

/** One short sentence at a time about what just happened, seen and read aloud. */
export class Announcer {
  /** `id` tells two announcements of the same words apart. */
  said = $state.raw<{ readonly id: number; readonly text: string } | null>(null);
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.#timer);
    this.said = { id: this.#next++, text };
    this.#timer = setTimeout(() => (this.said = null), stays);
  }
}

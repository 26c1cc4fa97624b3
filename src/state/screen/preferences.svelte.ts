import type { TextStore } from '../base/ports';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What a person prefers on this device. */
export class Preferences {
  #theme = $state<Theme>('system');

  constructor(private readonly store: TextStore) {
    const saved = store.get('theme');
    this.#theme = themes.find((theme) => theme === saved) ?? 'system';
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.store.set('theme', theme);
  }

  /** Whose presets one's own are, as was said the last time. */
  get author(): string {
    return this.store.get('preset-author') ?? '';
  }

  get licence(): string {
    return this.store.get('preset-licence') ?? '';
  }

  /** Remembers author and licence for the next preset. */
  sign(author: string, licence: string): void {
    this.store.set('preset-author', author);
    this.store.set('preset-licence', licence);
  }
}

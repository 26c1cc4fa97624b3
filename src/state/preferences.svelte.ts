export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** A small store of texts by key; given by the platform. Reading and writing never throw. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

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
}

/** Small texts by key in this browser. */
export interface BrowserTexts {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Returns all texts by their keys. */
  all(): ReadonlyMap<string, string>;
  /** Forgets all of them. */
  clear(): void;
}

/** Texts whose changes can be followed. */
export interface FollowedTexts extends BrowserTexts {
  /** Has `listener` told the key of every text that is set or removed from now on. */
  onChange(listener: (key: string) => void): void;
}

/**
 * Returns a store of small texts in this browser whose keys start with `prefix`. Where the browser
 * denies storage, texts last as long as the page. Nothing throws.
 * @param storage returns the browser's storage; may throw, as `localStorage` does when it is denied
 */
export function createTextStore(
  prefix: string,
  storage: () => Storage = () => localStorage,
): FollowedTexts {
  const unsaved = new Map<string, string>();
  let changed: (key: string) => void = () => undefined;

  /** Runs `use` on the storage; returns null when there is none or it refuses. */
  function attempt<Value>(use: (store: Storage) => Value): Value | null {
    try {
      return use(storage());
    } catch (error) {
      console.info('Pipette: small settings last until the page is closed.', error);
      return null;
    }
  }

  return {
    get: (key) => unsaved.get(key) ?? attempt((store) => store.getItem(prefix + key)),
    set: (key, value) => {
      const written = attempt((store) => {
        store.setItem(prefix + key, value);
        return true;
      });
      if (written === true) unsaved.delete(key);
      else unsaved.set(key, value);
      changed(key);
    },
    remove: (key) => {
      unsaved.delete(key);
      attempt((store) => store.removeItem(prefix + key));
      changed(key);
    },
    onChange: (listener) => (changed = listener),
    all: () => {
      const kept = attempt((store) =>
        Object.keys(store)
          .filter((key) => key.startsWith(prefix))
          .map((key): [string, string] => [key.slice(prefix.length), store.getItem(key) ?? '']),
      );
      return new Map([...(kept ?? []), ...unsaved]);
    },
    clear: () => {
      unsaved.clear();
      attempt((store) => {
        const ours = Object.keys(store).filter((key) => key.startsWith(prefix));
        for (const key of ours) store.removeItem(key);
      });
    },
  };
}

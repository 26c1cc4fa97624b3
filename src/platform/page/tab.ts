/** What tells one tab of the site from another. */
export interface Tab {
  /** The id this tab was given before a reload, or null in a fresh tab. */
  recall(): string | null;
  remember(id: string): void;
  forget(): void;
  /**
   * Takes the lock `name` until it is released, at the latest with the tab. Returns false when another tab holds it and
   * does not let go within `patience` milliseconds.
   */
  hold(name: string, patience: number): Promise<boolean>;
  /** Lets go of a lock that this tab holds. */
  release(name: string): void;
  /** Returns the names of all locks that tabs of this origin hold. */
  held(): Promise<ReadonlySet<string>>;
}

/** Returns the names of all locks that tabs of this origin hold; none without Web Locks. */
export async function heldLocks(): Promise<ReadonlySet<string>> {
  const locks: LockManager | undefined = navigator.locks;
  const { held = [] } = (await locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name === undefined ? [] : [name])));
}

/**
 * Returns this browser tab. Its id is kept in sessionStorage under `key`; without Web Locks (pages
 * that are not secure) every lock is free.
 */
export function browserTab(key: string): Tab {
  // Absent on insecure pages, whatever the types say.
  const locks: LockManager | undefined = navigator.locks;
  /** What lets go of each lock that this tab holds. */
  const releases = new Map<string, () => void>();

  function session<Value>(use: (storage: Storage) => Value): Value | null {
    try {
      return use(sessionStorage);
    } catch (error) {
      console.info('Pipette: this tab cannot remember which work is its own.', error);
      return null;
    }
  }

  return {
    recall: () => session((storage) => storage.getItem(key)),
    remember: (id) => {
      session((storage) => storage.setItem(key, id));
    },
    forget: () => {
      session((storage) => storage.removeItem(key));
    },
    hold: (name, patience) =>
      new Promise((resolve) => {
        if (!locks || releases.has(name)) {
          resolve(true);
          return;
        }
        const waiting = AbortSignal.timeout(patience);
        const untilReleased = () => {
          resolve(true);
          return new Promise<void>((release) => releases.set(name, release));
        };
        locks.request(name, { signal: waiting }, untilReleased).catch(() => resolve(false));
      }),
    release: (name) => {
      releases.get(name)?.();
      releases.delete(name);
    },
    held: heldLocks,
  };
}

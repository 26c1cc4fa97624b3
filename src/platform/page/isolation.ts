/**
 * Cross-origin isolation: without it there is no SharedArrayBuffer, and the image engine would wait
 * for ever. Hosts grant it by headers; where they cannot, our service worker adds the headers and
 * the page loads itself once more.
 */
export type IsolationReason =
  /** Not https and not localhost, so the browser offers no service worker. */
  | 'insecure'
  /** The browser has no service workers here, as in some private windows. */
  | 'no-service-worker'
  /** The service worker could not be installed. */
  | 'blocked'
  /** The page was reloaded through the service worker and is still not isolated. */
  | 'reload-failed';

export type Isolation =
  { readonly isolated: true } | { readonly isolated: false; readonly reason: IsolationReason };

/** Milliseconds the first installation may take, before the app starts without the engine. */
const installTime = 120_000;

/** Returns the folder of the site as a path with slashes at both ends. */
export const sitePath = (): string => new URL('./', document.baseURI).pathname;

/**
 * Registers the service worker, with no HTTP cache between us and its newest version. Returns null
 * where extensions or test tools replaced `register` by something that does nothing; rejects with
 * the browser's error where it is refused.
 */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | null> {
  const url = new URL('./service-worker.js', document.baseURI).href;
  const registration: ServiceWorkerRegistration | undefined =
    await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
  return registration ?? null;
}

/** Resolves to true when the registration has an active worker, to false when it never will. */
function activation(registration: ServiceWorkerRegistration): Promise<boolean> {
  if (registration.active) return Promise.resolve(true);
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), installTime);
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      clearTimeout(timer);
      resolve(worker.state === 'activated');
    });
  });
}

/** The part of `history.state` that says this page has reloaded itself. */
const reloadMark = 'pipetteReloaded';

/**
 * The note that allows one reload lives in the history entry. sessionStorage will not do: an
 * isolated page runs in another process, and Chromium shows the next page that is not isolated what
 * was stored before (seen in version 156), so a removed note comes back.
 */
function historyState(): Record<string, unknown> {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? { ...state } : {};
}

const wasReloaded = (): boolean => historyState()[reloadMark] === true;

function noteReload(): void {
  history.replaceState({ ...historyState(), [reloadMark]: true }, '');
}

function forgetReload(): void {
  if (!wasReloaded()) return;
  const state = historyState();
  delete state[reloadMark];
  history.replaceState(Object.keys(state).length === 0 ? null : state, '');
}

/**
 * Returns whether the page is isolated and, if not, why. Where a reload will make it so, it starts
 * the reload and returns 'reloading'; the caller then does nothing more. It never reloads twice in
 * a row: an isolated page must come in between. `installing` is called when a first visit has to
 * wait for the service worker.
 */
export async function ensureIsolation(installing: () => void): Promise<Isolation | 'reloading'> {
  if (globalThis.crossOriginIsolated) {
    forgetReload();
    return { isolated: true };
  }
  if (!globalThis.isSecureContext) return { isolated: false, reason: 'insecure' };
  if (!('serviceWorker' in navigator)) return { isolated: false, reason: 'no-service-worker' };
  try {
    const registration = await registerServiceWorker();
    if (!registration) return { isolated: false, reason: 'blocked' };
    if (!registration.active) installing();
    if (!(await activation(registration))) return { isolated: false, reason: 'blocked' };
  } catch (error) {
    console.warn('Pipette: the service worker was refused.', error);
    return { isolated: false, reason: 'blocked' };
  }
  if (wasReloaded()) return { isolated: false, reason: 'reload-failed' };
  // Also right after Shift+Reload, which bypasses a worker that is active. Keeps the hash.
  noteReload();
  location.reload();
  return 'reloading';
}

/** Working offline and moving to a new version, as events without any screen. */
import { registerServiceWorker, sitePath } from './isolation';
import { siteNames } from './site';
import type { CodecsAnswer, WorkerMessage } from './site';

export interface OfflineEvents {
  /** Everything needed offline has been stored for the first time. */
  readonly ready?: () => void;
  /** A complete newer version waits; `applyUpdate` moves to it. Nothing reloads by itself. */
  readonly updateWaiting?: () => void;
  /** A newer version could not be stored completely; the present one goes on. */
  readonly updateFailed?: () => void;
  /** The browser refused the service worker; the site works, but only online. */
  readonly unavailable?: (error: unknown) => void;
}

export type UpdateCheck = 'current' | 'newer' | 'unreachable';

export class Offline {
  readonly #events: OfflineEvents;
  #registration: ServiceWorkerRegistration | null = null;

  constructor(events: OfflineEvents) {
    this.#events = events;
  }

  /** Returns true when the page is served by our worker, and so opens without a network. */
  get active(): boolean {
    return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  }

  /** Registers the service worker and starts the events. Never rejects. */
  async start(): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    try {
      this.#registration = await registerServiceWorker();
    } catch (error) {
      this.#events.unavailable?.(error);
      return;
    }
    const registration = this.#registration;
    if (!registration) return;
    if (registration.waiting && registration.active) this.#events.updateWaiting?.();
    if (registration.installing) this.#watch(registration.installing, registration.active === null);
    registration.addEventListener('updatefound', () => {
      if (registration.installing)
        this.#watch(registration.installing, registration.active === null);
    });
    this.#post(registration.active, { type: 'tidy' });
  }

  /** Asks the host for a newer version; when there is one, `updateWaiting` follows. */
  async checkForUpdate(): Promise<UpdateCheck> {
    try {
      // The service worker never keeps this file, and no-store passes every HTTP cache.
      const response = await fetch(new URL('./version.json', document.baseURI), {
        cache: 'no-store',
      });
      if (!response.ok) return 'unreachable';
      const build = readBuild(await response.json());
      if (build === null) return 'unreachable';
      if (build === __PIPETTE_BUILD__) return 'current';
      await this.#registration?.update();
      return 'newer';
    } catch (error) {
      console.info('Pipette: no answer to the question for a newer version.', error);
      return 'unreachable';
    }
  }

  /**
   * Moves this tab to the waiting version: starts it, waits until it is in charge, reloads. Other
   * tabs stay as they are. Returns false when no version waits. Call it only on the person's word,
   * with all work saved.
   */
  applyUpdate(): boolean {
    const waiting = this.#registration?.waiting;
    if (!waiting) return false;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    this.#post(waiting, { type: 'skip-waiting' });
    return true;
  }

  /** Stores the optional decoders (AVIF, JPEG XL, SVG) for offline use; needs the network. */
  async cacheCodecs(): Promise<CodecsAnswer> {
    const worker = this.#registration?.active;
    if (!worker) return { outcome: 'failed', reason: 'no active service worker' };
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<CodecsAnswer>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<CodecsAnswer>) => resolve(data);
    });
    worker.postMessage({ type: 'cache-codecs' } satisfies WorkerMessage, [port2]);
    const outcome = await answer;
    port1.close();
    return outcome;
  }

  /** Returns how many of the optional decoders are stored. */
  async cachedCodecs(): Promise<number> {
    const name = siteNames(sitePath()).codecs;
    if (!('caches' in globalThis) || !(await caches.has(name))) return 0;
    return (await (await caches.open(name)).keys()).length;
  }

  /** With nothing active yet, it is the `first` installation, else an update. */
  #watch(worker: ServiceWorker, first: boolean): void {
    let complete = false;
    worker.addEventListener('statechange', () => {
      if (worker.state === 'installed') complete = true;
      if (first && worker.state === 'activated') this.#events.ready?.();
      if (!first && worker.state === 'installed') this.#events.updateWaiting?.();
      // A complete worker becomes redundant too, when a still newer one takes its place.
      if (!first && worker.state === 'redundant' && !complete) this.#events.updateFailed?.();
    });
  }

  #post(worker: ServiceWorker | null, message: WorkerMessage): void {
    worker?.postMessage(message);
  }
}

function readBuild(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('build' in value)) return null;
  return typeof value.build === 'string' ? value.build : null;
}

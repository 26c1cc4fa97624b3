import { limits } from '../../core/base/limits';
import type { WorkerHost } from './worker-host';

// The one place that decides when a healthy worker makes room for another: the memory that an engine
// has taken never shrinks, and only the end of its worker gives it back.

/** A worker with less memory than this, in bytes, is not worth replacing while it is in use. */
const roomyBytes = 768 * 1024 * 1024;

type Host = Pick<WorkerHost, 'jobs' | 'engineBytes' | 'end'>;

const isWorn = (host: Host): boolean => host.jobs >= limits.recycleJobs;
const isLarge = (host: Host): boolean => host.engineBytes > roomyBytes;

/** Decides for workers that are wanted now and then. */
export class Recycling {
  private rest: ReturnType<typeof setTimeout> | undefined;

  /** @param rested is called once nothing has run or waited for a while */
  constructor(private readonly rested: () => void) {}

  /** A worker is wanted. */
  wanted(): void {
    clearTimeout(this.rest);
  }

  /**
   * Sees to it that a job gets a worker that is not worn.
   * @param fresh whether it wants one that has done no job at all
   */
  renew(host: Host, fresh = false): void {
    if (fresh || isWorn(host)) host.end();
  }

  /**
   * Nothing runs or waits any more.
   * @param isLast whether nothing more is to be expected soon
   */
  idle(isLast = false): void {
    this.wanted();
    this.rest = setTimeout(this.rested, isLast ? 0 : limits.recycleIdle);
  }
}

/**
 * Decides for the worker of the screen, for which people wait: it is replaced while nobody asks
 * anything of it, and only when that gives much memory back.
 */
export class ScreenRecycling extends Recycling {
  /** Whether the worker's memory grew for a picture that is not open any more. */
  private holdsOldMemory = false;

  /** @param replace ends the worker and starts another one, unless it has something to do */
  constructor(
    private readonly host: Host,
    replace: () => boolean,
  ) {
    super(() => {
      const isDue = (this.holdsOldMemory || isWorn(host)) && isLarge(host);
      if (isDue && replace()) this.holdsOldMemory = false;
    });
  }

  /** Opens another picture: what the worker takes already was not taken for that one. */
  async opening<Opened extends { readonly ok: boolean }>(
    open: () => Promise<Opened>,
  ): Promise<Opened> {
    const wasLarge = isLarge(this.host);
    const opened = await open();
    if (opened.ok) this.holdsOldMemory = wasLarge;
    return opened;
  }
}

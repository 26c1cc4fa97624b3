import type { AppError } from '../../core/base/errors';
import { fingerprint } from '../../core/documents/document';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { Version, VersionReason } from '../../core/pipeline/version';
import type { Result } from '../../core/base/result';
import type { Workspace } from './workspace.svelte';

/** Where versions are kept; given by the platform. */
export interface VersionStore {
  list(): Promise<Result<readonly Version[]>>;
  keep(version: Version): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
}

const sameWork = (one: Pipeline, other: Pipeline): boolean =>
  one.name === other.name && fingerprint(one.steps) === fingerprint(other.steps);

/**
 * Earlier states of pipelines, which outlive a reload and undo: what was exported, what was replaced,
 * and the branch that is left when somebody goes back and does something else.
 */
export class Versions {
  /** The newest first. */
  list = $state.raw<readonly Version[]>([]);
  failure = $state.raw<AppError | null>(null);
  /** The readings, one after the other, so that the last one knows most. */
  #reading: Promise<void> = Promise.resolve();
  /** The writes, one after the other, so that two at once do not both think they are the newest. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: VersionStore,
    private readonly workspace: Workspace,
    private readonly clock: { now(): number; newId(): string } = {
      now: () => Date.now(),
      newId: () => crypto.randomUUID(),
    },
  ) {
    workspace.onLeft((pipeline, reason) => void this.keep(reason, pipeline));
  }

  /** Reads the versions anew, as when another tab may have kept some. */
  load(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#load());
    return this.#reading;
  }

  async #load(): Promise<void> {
    const read = await this.store.list();
    if (read.ok) this.list = read.value;
    this.failure = read.ok ? null : read.error;
  }

  /**
   * Keeps a pipeline as it is now, unless it has no steps or a version already says the same.
   * Resolves when that is stored, or has failed, which `failure` tells.
   */
  keep(reason: VersionReason, pipeline: Pipeline = this.workspace.pipeline): Promise<void> {
    this.#writing = this.#writing.then(() => this.#keep(reason, pipeline));
    return this.#writing;
  }

  async #keep(reason: VersionReason, pipeline: Pipeline): Promise<void> {
    if (pipeline.steps.length === 0) return;
    await this.load();
    const known = this.list.find((version) => sameWork(version.pipeline, pipeline));
    if (known && reason !== 'asked') return;
    const id = this.clock.newId();
    await this.#done(this.store.keep({ id, at: this.clock.now(), reason, pipeline }));
  }

  /** Puts a version in place of the pipeline; one undo brings back what was there. */
  restore(version: Version): void {
    this.workspace.replacePipeline('Restore a version', version.pipeline);
  }

  /**
   * Forgets a version. Returns what keeps it after all, which is the undo of it; null when it could
   * not be forgotten, which `failure` tells.
   */
  async remove(version: Version): Promise<(() => Promise<void>) | null> {
    if (!(await this.#done(this.store.remove(version.id)))) return null;
    return async () => {
      await this.#done(this.store.keep(version));
    };
  }

  /** Waits for a write; `failure` tells of it, or what was written is read. */
  async #done(written: Promise<Result<null>>): Promise<boolean> {
    const result = await written;
    if (result.ok) await this.load();
    else this.failure = result.error;
    return result.ok;
  }
}

import type { ExportSettings } from '../../core/formats/settings';
import type { Pipeline } from '../../core/pipeline/pipeline';
import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Carrier } from '../../core/pipeline/versions/version';
import type { Work } from '../work/undoable-work.svelte';

/** Has what goes out say which version it is, and keeps that version. */
export interface Outgoing {
  /** Which version the pipeline of now is, or will be once it is kept; null while that is not known. */
  readonly now: CarriedVersion | null;
  /** Resolves to the same of a pipeline that undo leads to; null for one without steps. */
  ahead(pipeline: Pipeline): Promise<CarriedVersion | null>;
  /**
   * Keeps a pipeline that went out, such as in a file of this name.
   * @param pipeline the one of now when left out
   * @param settings those that it went out with
   */
  sent(kind: Carrier['kind'], name?: string, pipeline?: Pipeline, settings?: ExportSettings): void;
  /** Marks a kept version, whatever is here now, as one that went out. */
  mark(id: string, kind: Carrier['kind'], name?: string): unknown;
}

/** For where no versions are kept. */
export const nothingKept: Outgoing = {
  now: null,
  ahead: () => Promise.resolve(null),
  sent: () => undefined,
  mark: () => undefined,
};

/** Resolves to the version that a file of such work carries; nothing for one that does not tell it. */
export async function versionIn(
  outgoing: Pick<Outgoing, 'ahead'>,
  { pipeline, settings }: Pick<Work, 'pipeline' | 'settings'>,
): Promise<{ readonly version?: CarriedVersion | null }> {
  return settings.carriesPipeline ? { version: await outgoing.ahead(pipeline) } : {};
}

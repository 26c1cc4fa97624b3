import { sha256 } from '../../core/assets/asset';
import type { BatchResult } from '../../core/batch/journal';
import { withOwnCrop } from '../../core/batch/own-crop';
import { layOver } from '../../core/set/own-values';
import { isCancelled } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import type { BatchItem } from './batch-item.svelte';
import type { Begun, RunOrder } from './batch-names';
import { derivedVersion } from '../versions/derived-version';
import type { Outgoing } from '../versions/outgoing';
import { Quiet } from '../base/quiet';

/**
 * Makes the result of one file, whose progress and failure are told by its item. Returns null when
 * there is none: it waits again when it was stopped, else it has failed.
 * @param heard is called whenever there is progress
 */
export async function exportItem(
  engine: Pick<Engine, 'exportFile'>,
  item: BatchItem,
  { pipeline, settings, version }: Pick<RunOrder, 'pipeline' | 'settings' | 'version'>,
  stop: AbortSignal,
  heard: () => void,
): Promise<BatchResult | null> {
  if (item.file === null) return null;
  item.state = 'working';
  item.share = 0;
  item.quiet = null;
  const quiet = new Quiet();
  const progress = (share: number): void => {
    item.share = share;
    item.quiet = quiet.hear(share);
    heard();
  };
  const own = withOwnCrop(layOver(pipeline, item.own), item.crop);
  const made = await engine.exportFile(
    item.file,
    item.name,
    {
      pipeline: own,
      settings,
      ...(version && {
        version: own === pipeline ? version : await derivedVersion(version, own, settings),
      }),
    },
    { progress, signal: stop },
  );
  if (!made.ok) {
    item.state = isCancelled(made.error) ? 'waiting' : 'failed';
    const { message, advice } = made.error;
    item.error = item.state === 'failed' ? [message, advice].filter(Boolean).join(' ') : '';
    return null;
  }
  item.notes = made.value.notes;
  const { bytes, mime, extension, width, height, quality, milliseconds, camera } = made.value;
  return {
    content: new Blob([bytes], { type: mime }),
    sha256: await sha256(bytes),
    extension,
    width,
    height,
    quality,
    milliseconds,
    camera,
  };
}

/** Keeps the version of a run whose files were handed over, such as "12 files". */
export function keepVersion(
  outgoing: Pick<Outgoing, 'sent' | 'mark'>,
  begun: Begun | null,
  what: string,
): void {
  const { pipeline, settings, version, isResumed } = begun ?? {};
  // The pipeline of a run from an earlier page belongs to nothing that is open here.
  if (isResumed) {
    if (version) outgoing.mark(version.id, 'export', what);
  } else outgoing.sent('export', what, pipeline, settings);
}

import type { AssetSource } from '../../core/assets/asset';
import { fail, ok } from '../../core/base/result';
import { engineNotLoaded } from '../../core/engine/engine-errors';
import type { Connect } from './connection';

/**
 * Returns what starts workers. It is fetched with the first of them, for nothing else of the first
 * screen needs Comlink; where it cannot be had, no worker starts, with ENG-LOAD.
 * @param assets has the pictures that steps bring along
 */
export function connectLate(assets: AssetSource): Connect {
  return async () => {
    const loaded = await import('./connect-worker').then(ok, (thrown: unknown) =>
      fail(engineNotLoaded(String(thrown))),
    );
    return loaded.ok ? ok(loaded.value.connectWorker(assets)) : loaded;
  };
}

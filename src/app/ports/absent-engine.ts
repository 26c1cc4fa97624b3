import { appError } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import { fail } from '../../core/base/result';

/**
 * Returns the engine of a page that is not cross-origin isolated: it refuses every job with
 * ENG-ISOLATION. libvips would not fail there but wait for ever.
 */
export function absentEngine(): Engine {
  const error = appError('ENG-ISOLATION', 'Images cannot be processed in this window.', {
    safe: 'Pipelines can be edited all the same.',
    advice: 'Why, and what to do, is said at the top of the page.',
  });
  const refuse = () => Promise.resolve(fail(error));
  return {
    state: { kind: 'failed', error },
    onState: () => () => undefined,
    onFault: () => () => undefined,
    open: refuse,
    drawSample: refuse,
    importAsset: refuse,
    embeddedPipeline: refuse,
    close: () => Promise.resolve(),
    render: refuse,
    renderBaseline: refuse,
    region: refuse,
    thumbnails: refuse,
    renderSmall: refuse,
    checksum: refuse,
    metadata: refuse,
    sample: refuse,
    reportPictures: refuse,
    filesAtOnce: 1,
    exportFile: refuse,
    expectedSeconds: () => 0,
    export: refuse,
    profile: refuse,
    trial: refuse,
  };
}

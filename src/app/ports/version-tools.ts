import type { Engine } from '../../core/engine/contract';
import { newLineage } from '../../core/pipeline/versions/make-version';
import { versionBounds } from '../../core/pipeline/versions/version';
import { smallPicture } from '../../platform/page/small-picture';
import type { VersionTools } from '../../state/versions/ports';

/** The longer side of a version's small picture, in pixels. */
const side = 240;

/** Returns what the store of versions has of this browser. */
export const versionTools = (engine: Pick<Engine, 'renderSmall'>): VersionTools => ({
  now: () => Date.now(),
  newLineage,
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  async draw(source, pipeline) {
    const drawn = await engine.renderSmall(source, pipeline, side);
    return drawn.ok ? smallPicture(drawn.value, versionBounds.pictureBytes) : null;
  },
  addresses: {
    make: (picture) => URL.createObjectURL(picture),
    free: (address) => URL.revokeObjectURL(address),
  },
});

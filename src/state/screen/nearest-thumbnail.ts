import type { Thumbnail } from '../../core/engine/contract';

/**
 * Returns the small picture of a stage, or that of the one before it where it has none of its own, as a
 * step that changes nothing; undefined where there is none yet.
 * @param stages the ids of all that are shown, in their order
 */
export const nearestThumbnail = (
  thumbnails: ReadonlyMap<string, Thumbnail>,
  stages: readonly { readonly id: string }[],
  id: string,
): ImageBitmap | undefined => {
  const at = stages.findIndex((stage) => stage.id === id);
  const drawn = stages.slice(0, at + 1).findLast((stage) => thumbnails.has(stage.id));
  return drawn && thumbnails.get(drawn.id)?.bitmap;
};

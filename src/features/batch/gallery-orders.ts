import { withOwnCrop } from '../../core/batch/own-crop';
import { layOver } from '../../core/set/own-values';
import type { BatchItem } from '../../state/batch/batch-item.svelte';
import type { RunOrder } from '../../state/batch/batch-names';
import type { GalleryOrder } from '../../state/gallery/making';

/** Returns the results of a run as they are put on offer for the gallery. */
export const galleryOrders = (
  items: readonly BatchItem[],
  { pipeline, settings }: Pick<RunOrder, 'pipeline' | 'settings'>,
): readonly GalleryOrder[] =>
  items.flatMap(({ name, file, crop, own, result }): GalleryOrder[] => {
    if (!result) return [];
    const { content, extension, width, height, quality, camera } = result;
    return [
      {
        name,
        // A run that was gone on with no longer has the sources of what was done before.
        from: file
          ? { kind: 'file', file, name }
          : { kind: 'result', file: content, name: `${name}.${extension}` },
        pipeline: withOwnCrop(layOver(pipeline, own), crop),
        settings,
        camera,
        made: {
          format: settings.format,
          width,
          height,
          bytes: content.size,
          ...(quality === null ? {} : { quality }),
        },
      },
    ];
  });

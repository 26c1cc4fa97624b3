import type { Format } from '../../core/formats/define';
import type { MetadataPolicy } from '../../core/metadata/groups';
import type { SourceInfo } from '../../core/engine/contract';
import type { Values } from '../../core/operations/define';

/** Returns the bits per channel that a picture of 16 bits is saved with. */
function bitsSaved(format: Format, values: Values): number {
  if (format.depth(values) === 8) return 8;
  // AVIF holds less than 16 and says how much by itself.
  return typeof values.bits === 'string' ? Number(values.bits) : 16;
}

/**
 * Returns one sentence for each thing of the picture that the format cannot keep.
 * @param values the format's own options, some of which decide what it keeps
 * @param carriesPipeline whether the pipeline is to be inside the file
 */
export function formatRemarks(
  format: Format,
  info: SourceInfo | null,
  metadata: MetadataPolicy,
  values: Values,
  carriesPipeline = false,
): readonly string[] {
  if (!info) return [];
  const remarks: string[] = [];
  if (carriesPipeline && format.holds.xmpBytes === 0) {
    remarks.push(`${format.label} cannot carry the pipeline.`);
  }
  if (info.animated && !format.animates(values)) {
    const why = format.parameters.has('animation')
      ? ''
      : `; ${format.label} holds no animation here`;
    remarks.push(`The first frame is written${why}. GIF and WebP can keep all of them.`);
  }
  if (metadata === 'all') {
    remarks.push(
      'The small preview picture and gain maps go in any case: they show the picture as it was.',
    );
  }
  if (info.hasAlpha && !format.holds.alpha) {
    remarks.push(
      `${format.label} cannot hold transparency: it is filled with the background colour.`,
    );
  }
  if (info.bitsPerBand === 16) {
    const bits = bitsSaved(format, values);
    const loss = bits < 16 ? '; the picture has 16' : '';
    remarks.push(`Saved with ${bits} bits per channel${loss}.`);
  }
  return remarks;
}

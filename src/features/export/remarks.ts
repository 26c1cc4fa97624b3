import type { Format } from '../../core/formats/define';
import type { MetadataPolicy } from '../../core/metadata/groups';
import type { SourceInfo } from '../../core/jobs';

/** Returns one sentence for each thing of the picture that the format cannot keep. */
export function formatRemarks(
  format: Format,
  info: SourceInfo | null,
  metadata: MetadataPolicy,
): readonly string[] {
  if (!info) return [];
  const remarks: string[] = [];
  if (metadata !== 'none' && !format.holds.exif) {
    remarks.push(`${format.label} files are written without EXIF: camera, date and location go.`);
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
    remarks.push(
      format.holds.sixteenBit
        ? 'Saved with 16 bits per channel.'
        : 'Saved with 8 bits per channel; the picture has 16.',
    );
  }
  return remarks;
}

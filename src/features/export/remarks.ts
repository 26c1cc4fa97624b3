import type { Format } from '../../core/formats/define';
import type { ExportSettings } from '../../core/formats/settings';
import type { SourceInfo } from '../../core/jobs';

/** Returns one sentence for each thing of the picture that the format cannot keep. */
export function formatRemarks(
  format: Format,
  info: SourceInfo | null,
  metadata: ExportSettings['metadata'],
): readonly string[] {
  if (!info) return [];
  const remarks: string[] = [];
  if (metadata === 'keep' && !format.holds.exif) {
    remarks.push(`${format.label} files are written without EXIF: camera, date and location go.`);
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

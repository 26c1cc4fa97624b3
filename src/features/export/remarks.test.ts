import { describe, expect, it } from 'vitest';
import { jpeg } from '../../core/formats/jpeg';
import { png } from '../../core/formats/png';
import { tiff } from '../../core/formats/tiff';
import type { SourceInfo } from '../../core/jobs';
import { noCamera } from '../../core/naming/tokens';
import { formatRemarks } from './remarks';

const info: SourceInfo = {
  name: 'a.png',
  format: 'PNG',
  fileBytes: 1,
  width: 1,
  height: 1,
  bands: 4,
  bitsPerBand: 16,
  hasAlpha: true,
  camera: noCamera,
  notices: [],
};

describe('remarks on a format', () => {
  it('tell what is lost', () => {
    expect(formatRemarks(jpeg, info, 'copyright')).toEqual([
      'JPEG cannot hold transparency: it is filled with the background colour.',
      'Saved with 8 bits per channel; the picture has 16.',
    ]);
    expect(formatRemarks(png, info, 'none')).toEqual(['Saved with 16 bits per channel.']);
  });

  it('tell the truth about metadata that the format cannot take', () => {
    const plain = { ...info, hasAlpha: false, bitsPerBand: 8 } as const;
    expect(formatRemarks(tiff, plain, 'none')).toEqual([]);
    expect(formatRemarks(tiff, plain, 'copyright')).toEqual([
      'TIFF files are written without EXIF: camera, date and location go.',
    ]);
  });

  it('say nothing when nothing is lost, or nothing is open', () => {
    expect(formatRemarks(jpeg, { ...info, hasAlpha: false, bitsPerBand: 8 }, 'copyright')).toEqual(
      [],
    );
    expect(formatRemarks(jpeg, null, 'copyright')).toEqual([]);
  });
});

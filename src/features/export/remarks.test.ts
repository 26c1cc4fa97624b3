import { describe, expect, it } from 'vitest';
import { avif } from '../../core/formats/kinds/avif';
import type { Format } from '../../core/formats/define';
import { gif } from '../../core/formats/kinds/gif';
import { jpeg } from '../../core/formats/kinds/jpeg';
import { png } from '../../core/formats/kinds/png';
import { tiff } from '../../core/formats/kinds/tiff';
import { initialExportSettings } from '../../core/formats/settings';
import type { SourceInfo } from '../../core/engine/contract';
import { noCamera } from '../../core/naming/tokens';
import type { Values } from '../../core/operations/define';
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
  animated: false,
  camera: noCamera,
  notices: [],
};

const initial = ({ id }: Format): Values => initialExportSettings().values[id] ?? {};

describe('remarks on a format', () => {
  it('tell what is lost', () => {
    expect(formatRemarks(jpeg, info, 'copyright', initial(jpeg))).toEqual([
      'JPEG cannot hold transparency: it is filled with the background colour.',
      'Saved with 8 bits per channel; the picture has 16.',
    ]);
    expect(formatRemarks(png, info, 'none', initial(png))).toEqual([
      'Saved with 16 bits per channel.',
    ]);
  });

  it('tell the bits that the chosen options keep, not those that the format could', () => {
    const remarks = (format: Format, values: Values) =>
      formatRemarks(format, info, 'none', { ...initial(format), ...values });
    const eight = ['Saved with 8 bits per channel; the picture has 16.'];
    expect(remarks(avif, {})).toEqual(eight);
    expect(remarks(png, { depth: '8' })).toEqual(eight);
    expect(remarks(avif, { bits: '10' })).toEqual([
      'Saved with 10 bits per channel; the picture has 16.',
    ]);
  });

  it('say nothing when nothing is lost, or nothing is open', () => {
    expect(
      formatRemarks(jpeg, { ...info, hasAlpha: false, bitsPerBand: 8 }, 'copyright', initial(jpeg)),
    ).toEqual([]);
    expect(formatRemarks(jpeg, null, 'copyright', initial(jpeg))).toEqual([]);
    const plain = { ...info, hasAlpha: false, bitsPerBand: 8 } as const;
    for (const policy of ['none', 'copyright'] as const) {
      // What of the metadata a format has no room for is said beside the policy.
      expect(formatRemarks(tiff, plain, policy, initial(tiff))).toEqual([]);
      expect(formatRemarks(gif, plain, policy, initial(gif))).toEqual([]);
    }
  });
});

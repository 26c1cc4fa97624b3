import { describe, expect, it } from 'vitest';
import { galleryEntry, galleryFile } from '../../../core/testing/gallery-entries';
import { cameraInWords, fileFacts } from './picture-words';

describe('what is said of a finished picture', () => {
  it('tells the camera’s own time, whatever clock this device has', () => {
    const camera = { camera: 'Camera', iso: '400' };
    const entry = galleryEntry(1, { taken: '2026-11-27T14:32:05', camera });
    expect(cameraInWords(entry)).toBe('Taken 27 November 2026, 14:32 · Camera · ISO 400');
    expect(cameraInWords(galleryEntry(1))).toBe('');
    // A camera can say any day of any month.
    expect(cameraInWords(galleryEntry(1, { taken: '0000-00-00T00:00:00', camera }))).toBe(
      'Camera · ISO 400',
    );
  });

  it('tells the file that was exported, else the picture that is kept', () => {
    const made = { format: 'jpeg', width: 1023, height: 682, bytes: 148_212, quality: 82 };
    expect(fileFacts(galleryEntry(1, { made })).map(({ text }) => text)).toEqual([
      'JPEG, quality 82',
      '1023 × 682',
      '148,212 bytes',
    ]);
    const files = { picture: galleryFile(1, { type: 'image/webp' }), small: galleryFile(2) };
    expect(fileFacts(galleryEntry(1, { files }))[0]?.text).toBe('WebP');
  });
});

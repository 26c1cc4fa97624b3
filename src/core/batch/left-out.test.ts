import { describe, expect, it } from 'vitest';
import { addLeftOut, isOfSystem, leftOutInWords } from './left-out';

describe('what is left out of a run', () => {
  it.each([
    '._IMG_1.jpg',
    'card/._IMG_1.jpg',
    '__MACOSX/card/._IMG_1.jpg',
    '__MACOSX/IMG_1.jpg',
    'walk/@eaDir/IMG_1.jpg/SYNOPHOTO_THUMB_XL.jpg',
    'walk/.DS_Store',
    'walk/Thumbs.db',
    'walk/THUMBS.DB',
    'walk/desktop.ini',
    '.hidden.jpg',
    '.trash/IMG_1.jpg',
    '$RECYCLE.BIN/IMG_1.jpg',
  ])('is %s', (path) => {
    expect(isOfSystem(path)).toBe(true);
  });

  it.each(['IMG_1.jpg', 'a.b/c.d.jpg', 'MACOSX/a.jpg', 'eaDir/a.jpg', 'thumbs.db.jpg', ''])(
    'is not %s',
    (path) => {
      expect(isOfSystem(path)).toBe(false);
    },
  );

  it('is said in one line', () => {
    expect(leftOutInWords({ system: 5, other: 0 })).toBe('5 files of the system were left out.');
    expect(leftOutInWords({ system: 1, other: 0 })).toBe('1 file of the system was left out.');
    expect(leftOutInWords(addLeftOut({ system: 1, other: 1 }, { system: 1, other: 1 }))).toBe(
      '2 files of the system were left out. 2 files in the folders are no pictures.',
    );
    const both = 'pictures and pipelines';
    expect(leftOutInWords({ system: 0, other: 1 }, both)).toBe(
      '1 file in the folders is neither a picture nor a pipeline.',
    );
    expect(leftOutInWords({ system: 0, other: 2 }, both)).toBe(
      '2 files in the folders are neither pictures nor pipelines.',
    );
    expect(leftOutInWords({ system: 0, other: 0 })).toBe('');
  });
});

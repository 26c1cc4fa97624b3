import { describe, expect, it } from 'vitest';
import { factsOf, jobNames } from './contract';

describe('the table of jobs', () => {
  it('says what is most urgent first, which the lanes of the screen go by', () => {
    const lanes = new Set(jobNames.map((name) => factsOf[name].lane ?? name));
    // What somebody waits for stands before what only fills the screen, and that before the rest.
    expect([...lanes].slice(0, 14)).toEqual([
      'open',
      'import',
      'render',
      'sample',
      'renderBaseline',
      'region',
      'thumbnails',
      'checksum',
      'letters',
      'textWidth',
      'undrawn',
      'metadata',
      'renderSmall',
      'reportPictures',
    ]);
  });
});

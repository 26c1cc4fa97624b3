import { expect, it } from 'vitest';
import { undrawnInWords } from './undrawn';

it('names the scripts of what has no font, and few of the letters', () => {
  expect(undrawnInWords('')).toBeNull();
  expect(undrawnInWords('ꓡꓢ')).toBe(
    'No font here has these letters (Lisu): ꓡ ꓢ. Boxes stand in their place.',
  );
  expect(undrawnInWords('ꆈꌠꉙꓡꓢꓴ')).toBe(
    'No font here has these letters (Lisu and Yi): ꆈ ꌠ ꉙ ꓡ ꓢ …. Boxes stand in their place.',
  );
  expect(undrawnInWords('\u{10ffff}')).toBe(
    'No font here has these characters: \u{10ffff}. Boxes stand in their place.',
  );
});

import { describe, expect, it } from 'vitest';
import { formats, formatsById } from '../../../core/formats/index';
import { metadataPolicies } from '../../../core/metadata/groups';
import { cannotHold } from '../../../core/metadata/stays';
import { policiesFor } from './policy-words';

const hint = (format: string, policy: string): string | undefined => {
  const found = formatsById.get(format);
  return found && policiesFor(found).find(({ value }) => value === policy)?.hint;
};

describe('what is said of a policy for metadata', () => {
  it('speaks of the chosen format', () => {
    expect(hint('gif', 'all')).toBe('GIF files hold no metadata: all of it goes.');
    expect(hint('gif', 'none')).toBe('Only the sRGB profile stays.');
    expect(hint('webp', 'copyright')).toBe(
      'Whose picture it is stays; everything else goes. WebP files hold no IPTC and no PNG texts.',
    );
    expect(hint('png', 'all')).not.toContain('PNG files');
  });

  it('says of every format what it cannot hold, and promises nothing beside it', () => {
    for (const format of formats) {
      const lost = cannotHold(format);
      for (const { value, hint } of policiesFor(format)) {
        if (value !== 'none' && lost !== null) expect(hint).toContain(lost);
      }
      expect(
        policiesFor(format)
          .map(({ value }) => value)
          .sort(),
      ).toEqual([...metadataPolicies].sort());
    }
  });
});

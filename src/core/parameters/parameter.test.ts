import { describe, expect, it } from 'vitest';
import { formats } from '../formats/index';
import { operations } from '../operations/index';
import { triedKind } from '../testing/kinds';

const declared = [...operations, ...formats].flatMap(({ id, parameters }) =>
  [...parameters].map(([name, parameter]) => [`${id}.${name}`, parameter] as const),
);

describe('a parameter', () => {
  it.each(declared)('%s says what fits, and nothing of what does not', (_, parameter) => {
    const kind = triedKind(parameter);
    for (const value of kind.ends(parameter)) {
      expect(parameter.inWords(value)).toMatch(/\S/);
      expect(parameter.inReport(value)).toMatch(/\S/);
      expect(parameter.tries(value) ?? '').not.toMatch(/undefined|NaN|\.$/);
    }
    for (const value of [undefined, {}, ...kind.wrong(parameter)]) {
      expect([parameter.inWords(value), parameter.inReport(value)]).toEqual([null, null]);
      expect(parameter.tries(value)).toBeNull();
      const [nearest, words] = parameter.nearest(value);
      expect(parameter.parse(nearest)).toEqual({ ok: true, value: nearest });
      expect(words).toMatch(/^(the nearest that is possible, |the usual )\S/);
    }
  });

  it('says a share as the sentence of its step does, also half between two tenths', () => {
    const crop = operations.find(({ id }) => id === 'crop');
    const area = { left: 23 / 80, top: 0, width: 0.5, height: 0.5 };
    const said = crop?.parameters.get('area')?.inReport(area);
    expect(said).toBe('50 % × 50 %, 28.7 % from the left and 0 % from the top');
    expect(crop?.sentence({ area, aspect: 'free' })).toContain('28.7 %');
  });
});

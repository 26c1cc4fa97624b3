import { describe, expect, it } from 'vitest';
import { formats } from './index';
import { Pace } from './pace';
import { initialExportSettings } from './settings';

const photo = { width: 3872, height: 2592 };
const avifAt = (effort: number) => {
  const { values, ...settings } = initialExportSettings();
  return {
    ...settings,
    format: 'avif',
    values: { ...values, avif: { ...values['avif'], effort } },
  };
};

describe('how long an export takes', () => {
  it('is known of every format, and the more effort the longer', () => {
    for (const format of formats) {
      const values = initialExportSettings().values[format.id] ?? {};
      expect(format.seconds(values), format.id).toBeGreaterThan(0);
      const effort = format.parameters.get('effort');
      if (effort?.kind !== 'number') continue;
      const times = [effort.min, effort.max].map((max) =>
        format.seconds({ ...values, effort: max }),
      );
      expect(times[1], format.id).toBeGreaterThanOrEqual(times[0] ?? 0);
    }
  });

  it('grows with pixels, and with the tries that a target takes', () => {
    const pace = new Pace();
    const whole = pace.expected(avifAt(4), photo);
    const quarter = { width: photo.width / 2, height: photo.height / 2 };
    expect(pace.expected(avifAt(4), quarter)).toBeCloseTo(whole / 4);
    expect(pace.expected({ ...avifAt(4), fitUnder: 1000 }, photo)).toBeGreaterThan(2 * whole);
  });

  it('is learned from what this device has done', () => {
    const pace = new Pace();
    const before = pace.expected(avifAt(4), photo);
    pace.learn(avifAt(2), {
      ...photo,
      trials: 1,
      milliseconds: 3_000 * pace.expected(avifAt(2), photo),
    });
    expect(pace.expected(avifAt(4), photo)).toBeCloseTo(3 * before);
    // Of another format, too, until that has been seen itself.
    const jpeg = initialExportSettings();
    expect(pace.expected(jpeg, photo)).toBeCloseTo(3 * new Pace().expected(jpeg, photo));
    pace.learn(jpeg, {
      ...photo,
      trials: 1,
      milliseconds: 1_000 * new Pace().expected(jpeg, photo),
    });
    expect(pace.expected(jpeg, photo)).toBeCloseTo(new Pace().expected(jpeg, photo));
    expect(pace.expected(avifAt(4), photo)).toBeCloseTo(3 * before);
  });

  it('is not learned from small pictures, where encoding is the least of it', () => {
    const pace = new Pace();
    const before = pace.expected(avifAt(2), photo);
    pace.learn(avifAt(2), { width: 40, height: 30, trials: 1, milliseconds: 300 });
    expect(pace.expected(avifAt(2), photo)).toBe(before);
  });

  it('is not led astray by one run in which the computer slept', () => {
    const pace = new Pace();
    const before = pace.expected(avifAt(2), photo);
    pace.learn(avifAt(2), { ...photo, trials: 1, milliseconds: 1_000 * before });
    pace.learn(avifAt(2), { ...photo, trials: 1, milliseconds: 1e12 });
    pace.learn(avifAt(2), { ...photo, trials: 1, milliseconds: 1_000 * before });
    expect(pace.expected(avifAt(2), photo)).toBeLessThan(8 * before);
  });

  it('is known again on the next visit, and in every tab', () => {
    const texts = new Map<string, string>();
    const kept = {
      get: (key: string) => texts.get(key) ?? null,
      set: (key: string, value: string) => void texts.set(key, value),
    };
    const [pace, other] = [new Pace(kept), new Pace(kept)];
    const before = pace.expected(avifAt(4), photo);
    pace.learn(avifAt(4), { ...photo, trials: 1, milliseconds: 3_000 * before });
    expect(new Pace(kept).expected(avifAt(4), photo)).toBeCloseTo(3 * before);
    const jpeg = initialExportSettings();
    const quick = other.expected(jpeg, photo) / 3;
    other.learn(jpeg, { ...photo, trials: 1, milliseconds: 1_000 * quick });
    expect(pace.expected(avifAt(4), photo), 'the other tab forgot nothing').toBeCloseTo(3 * before);
    expect(pace.expected(jpeg, photo)).toBeCloseTo(quick);
  });

  it('is not learned from what is damaged or nonsense', () => {
    const model = new Pace().expected(avifAt(4), photo);
    for (const text of [
      'no JSON',
      'null',
      '[3]',
      '{"avif":"3"}',
      '{"avif":1e300}',
      '{"avif":0}',
      '{"avif":-3}',
      '{"nothing":3,"__proto__":{"avif":3}}',
    ]) {
      const pace = new Pace({ get: () => text, set: () => undefined });
      expect(pace.expected(avifAt(4), photo), text).toBe(model);
    }
  });
});

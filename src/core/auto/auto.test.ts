import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { proposedSteps } from './propose';
import { statisticsOf } from './statistics';

type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

/** RGBA bytes of colours, each as often as the others. */
const pixelsOf = (...colours: readonly Colour[]) =>
  new Uint8ClampedArray(
    Array.from({ length: 200 }, () => colours.flatMap(([r, g, b, a = 255]) => [r, g, b, a])).flat(),
  );

const propose = (pixels: Uint8ClampedArray) => {
  const statistics = statisticsOf(pixels);
  return statistics ? proposedSteps(statistics) : [];
};
const ids = (pixels: Uint8ClampedArray) => propose(pixels).map(({ operation }) => operation);

const greys = [0, 64, 128, 192, 255].map((tone) => [tone, tone, tone] as const);

describe('the statistics of a picture', () => {
  it('has the light of the scene by its brightest greys, without what is clipped', () => {
    const of = statisticsOf(pixelsOf([200, 150, 100], [20, 15, 10], [255, 255, 255]));
    expect(of?.light?.red).toBeGreaterThan(of?.light?.green ?? 255);
    expect(of?.light?.green).toBeGreaterThan(of?.light?.blue ?? 255);
  });

  it('tells where half a percent of the tones lie, and how colourful it is', () => {
    const flat = statisticsOf(pixelsOf([100, 100, 100], [140, 140, 140]));
    expect(flat).toMatchObject({ darkest: 100, lightest: 140, colourfulness: 0 });
    // Pure red: rg = 255, yb = 127.5, no spread: 0.3 · √(255² + 127.5²).
    expect(statisticsOf(pixelsOf([255, 0, 0]))?.colourfulness).toBeCloseTo(85.53, 1);
  });

  it('leaves out what is transparent', () => {
    expect(statisticsOf(pixelsOf([10, 200, 30, 0]))).toBeNull();
  });
});

describe('what is proposed', () => {
  it('is nothing for greys from black to white', () => {
    expect(ids(pixelsOf(...greys))).toEqual([]);
  });

  it('is levels for a flat grey picture, and no colour', () => {
    expect(ids(pixelsOf([90, 90, 90], [160, 160, 160]))).toEqual(['auto-levels']);
  });

  it('is nothing for one tone and for nothing to see', () => {
    expect(ids(pixelsOf([90, 90, 90]))).toEqual([]);
    expect(ids(pixelsOf([90, 90, 90, 0]))).toEqual([]);
  });

  it('takes half of a cast off, towards the colour of its light', () => {
    const warm = propose(pixelsOf([0, 0, 0], [60, 50, 38], [170, 145, 110], [249, 225, 190]));
    const balance = warm.find(({ operation }) => operation === 'white-balance');
    const temperature = balance?.values['temperature'];
    if (typeof temperature !== 'number') throw new Error('no white balance');
    expect(temperature).toBeGreaterThan(4_900);
    expect(temperature).toBeLessThan(6_300);
    const cold = propose(pixelsOf([0, 0, 0], [38, 50, 60], [110, 145, 170], [190, 225, 249]));
    expect(
      cold.find(({ operation }) => operation === 'white-balance')?.values['temperature'],
    ).toBeGreaterThan(6_700);
  });

  it('adds the less vibrance the more colourful a picture is', () => {
    const amount = (...colours: readonly Colour[]) =>
      propose(pixelsOf(...colours)).find(({ operation }) => operation === 'vibrance')?.values[
        'amount'
      ];
    const dull = amount([110, 100, 95], [95, 100, 112]);
    const livelier = amount([120, 100, 88], [88, 100, 130]);
    expect(dull).toBeGreaterThan(15);
    expect(livelier).toBeLessThan(Number(dull));
    expect(amount([255, 0, 0], [0, 0, 255], [0, 255, 0])).toBeUndefined();
  });

  it('adds no vibrance that nobody would see', () => {
    const quiet = { light: null, darkest: 0, lightest: 255 };
    const amounts = [50, 52, 54, 56, 58].flatMap((colourfulness) =>
      proposedSteps({ ...quiet, colourfulness }).map(({ values }) => values['amount']),
    );
    expect(amounts).toEqual([5]);
  });

  it('is steps that their operations take, none of which does nothing', () => {
    for (const step of propose(pixelsOf([110, 100, 80], [90, 85, 70], [180, 160, 130]))) {
      const operation = operationsById.get(step.operation);
      expect(operation?.isIdentity(step.values)).toBe(false);
      for (const [name, parameter] of operation?.parameters ?? []) {
        expect(parameter.parse(step.values[name]).ok).toBe(true);
      }
    }
  });
});

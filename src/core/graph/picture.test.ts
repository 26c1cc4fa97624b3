import { describe, expect, it } from 'vitest';
import { create, record } from './picture';

describe('the recorder', () => {
  it('records what is called as data, with symbolic sizes', () => {
    const block = record((image) => image.resize(image.width.over(2), { kernel: 'cubic' }));
    expect(block.output).toMatchObject({
      kind: 'call',
      name: 'resize',
      on: { kind: 'input' },
      options: { kernel: 'cubic' },
    });
  });

  it('refuses numbers that libvips would misread', () => {
    expect(() => record((image) => image.gaussblur(Number.NaN))).toThrow('NaN');
  });

  it('turns misspelt operations and options into compile errors', () => {
    record((image) => {
      // @ts-expect-error there is no such operation
      const misspelt: unknown = image.gausblur;
      expect(misspelt).toBeUndefined();
      // @ts-expect-error there is no such option
      image.gaussblur(2, { precison: 'float' });
      // @ts-expect-error a picture is expected
      image.add(2);
      // @ts-expect-error an operation that creates pictures checks its options too
      create.identity({ usort: true });
      return image;
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshLettering, lettering } from '../testing/resources';
import { type Library, read, startVips } from '../testing/vips';
import { plainly } from './lines';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const drawn = (text: string, setting = plainly) =>
  read(vips, vips.Image.newFromBuffer(lettering.png(text, setting)));
const ink = (text: string, setting = plainly): number =>
  Array.from(drawn(text, setting).data).reduce((sum, value) => sum + value, 0) / 255;

/** Returns the columns that have ink, from the left: runs of them, as their first and last. */
function columnsOf(text: string, setting = plainly): [number, number][] {
  const { data, width } = drawn(text, setting);
  const runs: [number, number][] = [];
  for (let x = 0; x < width; x += 1) {
    if (!data.some((value, at) => value > 127 && at % width === x)) continue;
    const last = runs.at(-1);
    if (last && last[1] === x - 1) last[1] = x;
    else runs.push([x, x]);
  }
  return runs;
}

/** Returns what has ink in each of the lines: the first and the last of its columns. */
function lineSpans(text: string, setting = plainly): (readonly [number, number])[] {
  const { data, width, height } = drawn(text, setting);
  const count = text.split('\n').length;
  return Array.from({ length: count }, (_, line) => {
    const [top, bottom] = [(line * height) / count, ((line + 1) * height) / count];
    const columns = Array.from(data.keys())
      .filter((at) => (data[at] ?? 0) > 127 && at >= top * width && at < bottom * width)
      .map((at) => at % width);
    return [Math.min(...columns), Math.max(...columns)] as const;
  });
}

describe('a line of text', () => {
  it('is a grey picture as wide as its letters, always as high', () => {
    const [one, two] = [drawn('n'), drawn('nn')];
    expect(one).toMatchObject({ bands: 1, format: 'uchar', interpretation: 'b-w' });
    expect(two.height).toBe(one.height);
    expect(Math.abs(two.width - 2 * one.width)).toBeLessThanOrEqual(1);
    // Inter's ascent and descent: 0.96875 + 0.2412 of the em of 96 pixels.
    expect(one.height).toBe(117);
  });

  it('has about twice the ink for twice the letters, and none for a space', () => {
    expect(ink('oo') / ink('o')).toBeCloseTo(2, 1);
    expect(ink(' ')).toBe(0);
    expect(ink('|')).toBeGreaterThan(200);
  });

  it('draws a box for what no font has, and stays within its width for long lines', () => {
    expect(ink('\u{10ffff}')).toBeGreaterThan(100);
    expect(drawn('W'.repeat(300)).width).toBeLessThanOrEqual(6001);
  });

  it('tells what it draws boxes for', async () => {
    const fresh = await freshLettering();
    const text = 'Straße\n\u1b83 ꓡꓢꓡ ꆈ 你\u200d';
    expect(fresh.undrawn(text), 'before their fonts are there').toBe('\u1b83ꓡꓢꆈ你');
    await fresh.ready([text]);
    expect(fresh.undrawn(text)).toBe('ꓡꓢꆈ');
  });

  it('brings letters together that leave a hole between them', () => {
    expect(drawn('AV').width).toBeLessThan(drawn('A').width + drawn('V').width - 2);
  });

  it('tells how wide it is without being drawn', () => {
    for (const text of ['n', 'Result after step 3', '—', 'one\nand another']) {
      const { width } = drawn(text);
      expect(Math.abs(lettering.widthOf(text) * 116.2 - width), text).toBeLessThanOrEqual(2);
    }
  });

  it('is the same bytes every time', () => {
    expect(lettering.png('© Añejo 2026')).toEqual(lettering.png('© Añejo 2026'));
  });
});

describe('several lines', () => {
  it('stand below each other, and those that are empty at the end are not there', () => {
    expect(drawn('n\nn\nn').height).toBe(Math.ceil(3 * 116.15625));
    expect(drawn('n\n\n')).toEqual(drawn('n'));
    expect(drawn('n\n\nn').height).toBe(drawn('n\nn\nn').height);
  });

  it('begin, stand in the middle or end together', () => {
    const of = (align: 'left' | 'centre' | 'right') => lineSpans('H\nHHHHH', { ...plainly, align });
    const [[left = 0] = [], [first = 0] = []] = of('left');
    expect(left).toBe(first);
    const [[, right = 0] = [], [, last = 0] = []] = of('right');
    expect(Math.abs(right - last)).toBeLessThanOrEqual(1);
    const [short, long] = of('centre');
    const middle = (span: readonly number[] = []): number => ((span[0] ?? 0) + (span[1] ?? 0)) / 2;
    expect(Math.abs(middle(short) - middle(long))).toBeLessThanOrEqual(1);
  });
});

describe('what stands around letters', () => {
  const setting = { ...plainly, reach: 0.1 };

  it('has room for as much as is asked for', () => {
    const [bare, roomy] = [drawn('n'), drawn('n', setting)];
    // A tenth of a line of 116 pixels on each side.
    expect(Math.abs(roomy.width - bare.width - 23)).toBeLessThanOrEqual(1);
    expect(Math.abs(roomy.height - bare.height - 23)).toBeLessThanOrEqual(1);
    expect(ink('n', setting)).toBeCloseTo(ink('n'), -1);
  });

  it('is an outline as wide as that, which leaves the letters out', () => {
    const { data, width } = drawn('|', { ...setting, part: 'outline' });
    const letters = drawn('|', setting).data;
    const row = Math.floor(data.length / width / 2);
    const across = (of: typeof data): number[] =>
      Array.from(of.subarray(row * width, (row + 1) * width));
    const wide = (of: typeof data): number =>
      across(of).reduce((sum, value) => sum + value, 0) / 255;
    // The pixels that a letter covers in part are the line's, too.
    expect(Math.abs(wide(data) - 2 * 11.6)).toBeLessThan(1.5);
    across(letters).forEach((value, x) => {
      if (value === 255) expect(across(data)[x]).toBe(0);
    });
  });

  it('is a shadow to the right and below, softer than the letters', () => {
    const shadow = drawn('|', { ...setting, part: 'shadow' });
    const letters = drawn('|', setting);
    const middleOf = ({ data, width }: typeof shadow): number => {
      const inks = Array.from(data);
      const all = inks.reduce((sum, value) => sum + value, 0);
      return inks.reduce((sum, value, at) => sum + value * (at % width), 0) / all;
    };
    expect(middleOf(shadow)).toBeGreaterThan(middleOf(letters) + 4);
    expect(new Set(shadow.data).size).toBeGreaterThan(30);
  });
});

describe('letters over their outline', () => {
  it('leave nothing of the picture between, whatever the opacity', () => {
    for (const opacity of [1, 0.6]) {
      const setting = { ...plainly, reach: 0.1, opacity };
      const letters = Array.from(drawn('Ago', setting).data);
      const outline = drawn('Ago', { ...setting, part: 'outline' }).data;
      const seen = letters.map((ink, at) =>
        ink === 0 || ink === 255
          ? 0
          : (1 - (opacity * ink) / 255) * (1 - (opacity * (outline[at] ?? 0)) / 255),
      );
      expect(Math.max(...seen)).toBeLessThan(1 - opacity + 0.01);
    }
  });
});

describe('the letters of the world', () => {
  it('are drawn as they are, once their fonts are there', async () => {
    const samples = {
      Greek: 'Ελλάδα',
      Cyrillic: 'Привет',
      Vietnamese: 'Việt Nam',
      Arabic: 'مرحبا',
      Hebrew: 'שלום',
      Hindi: 'नमस्ते',
      Bengali: 'বাংলা',
      Tamil: 'தமிழ்',
      Telugu: 'తెలుగు',
      Thai: 'สวัสดี',
      Khmer: 'ខ្មែរ',
      Burmese: 'မြန်မာ',
      Georgian: 'ქართული',
      Armenian: 'Հայերեն',
      Amharic: 'አማርኛ',
      Odia: 'ଓଡ଼ିଆ',
      Santali: 'ᱥᱟᱱᱛᱟᱲᱤ',
      Manipuri: 'ꯃꯤꯇꯩ',
      Maldivian: 'ދިވެހި',
      Syriac: 'ܣܘܪܝܝܐ',
      Nko: 'ߒߞߏ',
      Fulani: '𞤆𞤵𞤤𞤢𞤪',
      Vai: 'ꕙꔤ',
      Berber: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
      Tibetan: 'བོད་སྐད',
      Mongolian: 'ᠮᠣᠩᠭᠣᠯ',
      Javanese: 'ꦗꦮ',
      Balinese: 'ᬩᬮᬶ',
      Sundanese: 'ᮞᮥᮔ᮪ᮓ',
      Cham: 'ꨌꩌ',
      Dehong: 'ᥖᥭᥰ',
      Lue: 'ᦺᦑ',
      Cherokee: 'ᏣᎳᎩ',
      Inuktitut: 'ᐃᓄᒃᑎᑐᑦ',
      Chinese: '你好世界',
      Japanese: 'こんにちは世界',
      Korean: '안녕하세요',
      Symbols: '★ ☀ ♥',
      Emoji: '😀',
    };
    for (const [script, text] of Object.entries(samples)) {
      const fresh = await freshLettering();
      const boxes = fresh.png(text);
      await fresh.ready([text]);
      expect(fresh.png(text), script).not.toEqual(boxes);
      const one = fresh.png([...text][0] ?? '');
      expect(fresh.png('\u{10ffff}'), script).not.toEqual(one);
    }
  });

  it('are the same typed as one or as a letter and its marks', async () => {
    for (const text of ['й', 'ộ', '한글']) {
      await lettering.ready([text, text.normalize('NFD')]);
      expect(lettering.png(text.normalize('NFD')), text).toEqual(lettering.png(text));
    }
  });

  it('are no smaller for what is not seen, for symbols and for emoji', async () => {
    await lettering.ready(['A\u200eB\u200d', 'A → ✓ ★', 'A 😀', 'A\u2011B']);
    expect(drawn('A\u200eB\u200d')).toEqual(drawn('AB'));
    for (const text of ['A → ✓ ★', 'A\u2011B']) expect(drawn(text).height, text).toBe(117);
    expect(drawn('A 😀').height).toBeLessThan(130);
  });

  it('keep a tone of skin with its emoji', async () => {
    await lettering.ready(['👍🏽', '👍']);
    expect(drawn('👍🏽').width).toBe(drawn('👍').width);
  });

  it('are never cut off at the top', async () => {
    const whole = { ...plainly, reach: 0.3 };
    await lettering.ready(['Ẩ', 'Ǻ']);
    for (const text of ['Ẩ', 'Ǻ']) {
      const [bare, roomy] = [ink(text), ink(text, whole)];
      expect(Math.abs(bare - roomy) / roomy, text).toBeLessThan(0.01);
    }
  });

  it('are joined where a script joins them', async () => {
    await lettering.ready(['ببب']);
    // Three letters in a row are one run of ink; with a joiner that keeps them apart they are three.
    expect(columnsOf('سسس')).toHaveLength(1);
    expect(columnsOf('س\u200cس\u200cس')).toHaveLength(3);
  });

  it('run from the right where a script does, numbers and other words within from the left', async () => {
    const text = 'שלום abc 123';
    await lettering.ready([text]);
    const hebrew = columnsOf('שלום').length;
    const whole = columnsOf(text);
    // The Hebrew word is seen at the right end.
    const right = whole.slice(-hebrew).map(([from, to]) => to - from);
    columnsOf('שלום').forEach(([from, to], index) =>
      expect(Math.abs((right[index] ?? 0) - (to - from))).toBeLessThanOrEqual(1),
    );
    expect(drawn(text)).not.toEqual(drawn('abc 123 שלום'));
  });

  it('have the shapes of the language that the text is in', async () => {
    await lettering.ready(['直の', '直']);
    const japanese = drawn('直の');
    const chinese = drawn('直');
    const part = Array.from(japanese.data).filter((_, at) => at % japanese.width < chinese.width);
    expect(part).not.toEqual(Array.from(chinese.data));
  });

  it('make a line as high as they need', async () => {
    await lettering.ready(['नमस्ते']);
    expect(drawn('नमस्ते').height).toBeGreaterThan(drawn('n').height);
  });
});

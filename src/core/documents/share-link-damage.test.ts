import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from '../testing/properties';
import lzString from 'lz-string';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../base/errors';
import { limits } from '../base/limits';
import type { Pipeline } from '../pipeline/pipeline';
import { ok } from '../base/result';
import { anyPipeline } from '../testing/any-pipeline';
import { carried, five, ten } from '../testing/looks';
import { allowed, Costs, damagedRuns, patience, roundTrips } from '../testing/proof';
import { workOf } from '../testing/work';
import { writeDocument } from './document';
import { writeFrame } from './link/frame';
import { readLz } from './link/lz-text';
import { pack } from './link/packings';
import { linkIn, readLink, writeLink } from './share-link';

const everything = { names: true, settings: null };

function codeOf(link: string): ErrorCode | 'ok' {
  const result = readLink(link);
  return result.ok ? 'ok' : result.error.code;
}

describe('a link on its way', () => {
  const link = writeLink({ ...ten, name: 'Warm “portrait” 1' }, everything);

  it('that was cut says how much is missing, at every length', () => {
    for (let length = link.length - 1; length > 2; length -= 1) {
      const missing = link.length - length;
      const read = readLink(link.slice(0, length));
      expect(read).toMatchObject({ ok: false, error: { code: 'LINK-CUT' } });
      if (length < 6 || read.ok) continue;
      const words = missing === 1 ? '1 character or more is' : `${missing} characters or more are`;
      expect(read.error.message).toBe(`This link is incomplete: ${words} missing.`);
    }
  });

  const bandScopes: readonly (readonly [string, (text: string) => string])[] = [
    ['an address before it', (text) => `https://example.org/pipette/#${text}`],
    ['<>', (text) => `<${text}>`],
    ['quotes', (text) => `"https://example.org/#${text}".`],
    ['a sentence', (text) => `(see https://example.org/#${text}), it is good`],
    ['spaces', (text) => `  ${text}%20`],
    ['a broken line', (text) => `${text.slice(0, 40)}\r\n  ${text.slice(40)}`],
    ['an encoding', (text) => encodeURIComponent(`<${text}>`)],
    ['two encodings', (text) => encodeURIComponent(encodeURIComponent(`#<${text}>`))],
    ['bold', (text) => `**https://example.org/#${text}**`],
    ['a campaign', (text) => `https://example.org/#${text}&utm_source=mail`],
    ['entities', (text) => `https://example.org/#${text}&gt;`],
  ];

  it.each(bandScopes)('survives %s', (_, wrap) => {
    const read = readLink(linkIn(wrap(link)) ?? '');
    expect(read).toMatchObject({ ok: true, value: { pipeline: { name: 'Warm “portrait” 1' } } });
    expect(readLink(wrap(link))).toEqual(read);
  });

  it(
    'never opens as something else, nor takes long, whatever is done to it',
    () => {
      const kept = new Map<string, Pipeline>();
      const links = fc.sample(anyPipeline, { numRuns: 40, seed: 5 }).map((pipeline) => {
        const text = writeLink(pipeline, everything);
        kept.set(text, carried(pipeline));
        return text;
      });
      const alphabet = [...'ABCDXYZabcxyz0189-_.~+ %/&=<>"é'];
      const mutations: readonly ((text: string, at: number, by: string) => string)[] = [
        (text, at) => text.slice(0, at),
        (text, at) => text.slice(at),
        (text, at, by) => text.slice(0, at) + by + text.slice(at + 1),
        (text, at, by) => text.slice(0, at) + by + text.slice(at),
        (text, at) => text.slice(0, at) + text.slice(at + 1),
        (text, at) =>
          text.slice(0, at) +
          text
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          text.slice(at + 2),
        (text) => text.toLowerCase(),
        (text) => text.toUpperCase(),
        (text) => text.replaceAll('+', ' '),
        (text) => text.replaceAll('_', ' '),
        (text) => text.replaceAll('~', ''),
        (text) => encodeURIComponent(encodeURIComponent(text)),
        (text) => `<${text}>`,
        (text, at) => `${text.slice(0, at)}…`,
        (text) => text + text,
      ];
      const costs = new Costs();
      const seen = new Map<string, number>();
      fc.assert(
        fc.property(
          fc.constantFrom(...links),
          fc.constantFrom(...mutations),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.constantFrom(...alphabet),
          (text, mutate, share, by) => {
            const damaged = mutate(text, Math.floor(share * text.length), by);
            const read = costs.of(() => readLink(damaged));
            const outcome = read.ok ? 'exact' : read.error.code;
            seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
            if (read.ok) expect(read.value.pipeline).toEqual(kept.get(text));
            else expect(read.error.code).toMatch(/^LINK-/);
          },
        ),
        { numRuns: damagedRuns, seed: 6 },
      );
      expect(costs.milliseconds).toBeLessThan(allowed.milliseconds);
      expect(costs.bytes).toBeLessThan(allowed.bytes);
      for (const outcome of ['exact', 'LINK-CUT', 'LINK-CHANGED', 'LINK-FOREIGN']) {
        expect(seen.get(outcome), outcome).toBeGreaterThan(damagedRuns / 250);
      }
    },
    patience,
  );

  it(
    'that is any text is a result',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.string({ unit: 'binary' }).map((text) => `1.p${text}`),
            fc
              .tuple(fc.constantFrom('p', 'd', 'z'), fc.string())
              .map(([letter, body]) => writeFrame(letter, body.replaceAll(/[^\w.~-]/g, ''))),
          ),
          (text) => {
            expect(typeof readLink(text).ok).toBe('boolean');
          },
        ),
        { numRuns: damagedRuns },
      );
    },
    patience,
  );

  it('that is foreign or newer says so', () => {
    for (const text of ['', '#', '#top', '#/settings', '#1', '#1.intro', '#2026-report', '#!1']) {
      expect(codeOf(text), text).toBe('LINK-FOREIGN');
    }
    const later = writeFrame('q', 'what the future holds'.replaceAll(' ', '_'), 7);
    expect(readLink(later)).toMatchObject({
      ok: false,
      error: { code: 'LINK-VERSION', message: expect.stringContaining('link version 7') },
    });
    expect(codeOf(later.replace('7', '8'))).toBe('LINK-CHANGED');
    expect(codeOf(later.slice(0, -4))).toBe('LINK-CUT');
  });
});

describe('the limits of links', () => {
  it('hold for the hash', () => {
    const max = limits.link.hashLength;
    const note = 'x'.repeat(max);
    expect(codeOf(`#1.p${note}`)).toBe('LINK-SIZE');
    expect(codeOf(`1.p${note}`.slice(0, max))).not.toBe('LINK-SIZE');
  });

  it.each(['d', 'z'])('hold for what packing %s unpacks to, before it is there', async (letter) => {
    const packed = (length: number) => {
      const text = `Xd${length}~${'a'.repeat(length)}`;
      return letter === 'd'
        ? deflateRawSync(text, { level: 9 }).toString('base64url')
        : lzString.compressToEncodedURIComponent(text).replaceAll('+', '_');
    };
    const max = limits.link.inflatedBytes - `Xd${limits.link.inflatedBytes}~`.length;
    expect(codeOf(writeFrame(letter, packed(max)))).not.toBe('LINK-SIZE');
    expect(codeOf(writeFrame(letter, packed(max + 1)))).toBe('LINK-SIZE');
    const bomb = writeFrame(letter, packed(letter === 'd' ? 20e6 : 1e6));
    expect(bomb.length).toBeLessThan(limits.link.hashLength);
    expect(codeOf(bomb)).toBe('LINK-SIZE');
    // The letters of the link are read; what they unpack to would be millions of copies.
    expect(await workOf(() => codeOf(bomb))).toBeLessThan(8 * limits.link.inflatedBytes);
  });

  it('hold for steps, depth and fields', () => {
    const max = limits.document.steps;
    expect(codeOf(writeFrame('p', 'B'.repeat(max)))).toBe('ok');
    expect(codeOf(writeFrame('p', 'B'.repeat(max + 1)))).toBe('CFG-SHAPE');
    const json = (text: string) => {
      const { letter, body } = pack(`Xo${text.length}~${text}`);
      return writeFrame(letter, body);
    };
    const deep = `{"operation":"x","a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    expect(codeOf(json(deep))).toBe('CFG-SIZE');
    expect(codeOf(json('{"operation":"x","__proto__":{"a":1}}'))).toBe('CFG-KEY');
    expect(codeOf(json('{"operation":"x","a":{"constructor":1}}'))).toBe('CFG-KEY');
  });
});

describe('lz-string’s form', () => {
  it(
    'is read as lz-string reads it',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
          const written = lzString.compressToEncodedURIComponent(text).replaceAll('+', '_');
          expect(readLz(written, 10_000)).toEqual(ok(text));
        }),
        { numRuns: roundTrips(2000) },
      );
    },
    patience,
  );
});

describe('the older form ?config=', () => {
  const old = {
    pipeline_info: { name: 'Old', description: 'From before' },
    operations: [{ step: 1, operation: 'gaussian_blur', parameters: { radius: 3 }, enabled: true }],
  };
  const address = (document: unknown) =>
    `https://example.org/?config=${gzipSync(JSON.stringify(document)).toString('base64url')}`;

  it('is read, in the older shape and in ours', () => {
    expect(readLink(address(old))).toMatchObject({
      ok: true,
      value: { pipeline: { name: 'Old', steps: [{ operation: 'gaussian-blur' }] } },
    });
    expect(readLink(linkIn(address(writeDocument(five))) ?? '')).toMatchObject({
      ok: true,
      value: { pipeline: five, problems: [] },
    });
    expect(readLink(`${address(old)}&utm_source=mail`)).toMatchObject({ ok: true });
  });

  it('is exact or refused, whatever is done to it', () => {
    const text = address(old);
    const exact = readLink(text);
    for (let at = text.indexOf('=') + 1; at < text.length; at += 1) {
      expect(codeOf(text.slice(0, at))).toBe('LINK-CHANGED');
      const mutated = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      const read = readLink(mutated);
      if (read.ok) expect(read).toEqual(exact);
      else expect(read.error.code).toBe('LINK-CHANGED');
    }
  });

  it('is bounded', () => {
    expect(codeOf(address('a'.repeat(20e6)))).toBe('LINK-SIZE');
    expect(codeOf(`?config=${'A'.repeat(limits.link.hashLength + 1)}`)).toBe('LINK-SIZE');
  });
});

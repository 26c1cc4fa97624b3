import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { passportIn, setPassport } from './passport';

const pixels = 'ab'.repeat(32);
const other =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>';

describe('a passport', () => {
  it('comes back from its packet, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const pipeline = JSON.stringify({ name });
        const packet = setPassport(null, { pipeline, pixels }) ?? '';
        expect(passportIn(packet)).toEqual({ pipeline, pixels });
      }),
    );
  });

  it('takes the place of an earlier one and leaves the rest', () => {
    const first = setPassport(other, { pipeline: 'one', pixels: null }) ?? '';
    const second = setPassport(first, { pipeline: 'two', pixels }) ?? '';
    expect(passportIn(second)).toEqual({ pipeline: 'two', pixels });
    expect(second).not.toContain('one');
    expect(second).toContain('xmp:Rating="4"');
  });

  it('goes when it is not asked for', () => {
    const packet = setPassport(other, { pipeline: 'one', pixels }) ?? '';
    const gone = setPassport(packet, null) ?? '';
    expect(passportIn(gone)).toBeNull();
    expect(gone).not.toContain('pipette');
    expect(gone).toContain('Rating');
    expect(setPassport(setPassport(null, { pipeline: 'x', pixels }), null)).toBeNull();
    expect(setPassport(other, null)).toBe(other);
    expect(setPassport(null, null)).toBeNull();
  });

  it('is one or none in any packet, whatever was done to it, at once', () => {
    const whole = setPassport(other, { pipeline: '{"pipette":2}', pixels }) ?? '';
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 12 }))
      .map(([at, length, text]) => whole.slice(0, at) + text + whole.slice(at + length));
    // What cannot be read is noted for developers each time.
    const notes = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    let slowest = 0;
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), (packet) => {
        const begun = process.cpuUsage();
        const found = passportIn(packet);
        slowest = Math.max(slowest, process.cpuUsage(begun).user / 1000);
        if (found !== null) expect(typeof found.pipeline).toBe('string');
      }),
      { numRuns: Number(process.env['PIPETTE_RUNS'] ?? 5_000) },
    );
    notes.mockRestore();
    expect(slowest).toBeLessThan(200);
  });

  it('is none where a packet is damaged', () => {
    expect(passportIn('<x:xmpmeta urn:pipette:passport:1')).toBeNull();
    expect(passportIn(other)).toBeNull();
  });
});

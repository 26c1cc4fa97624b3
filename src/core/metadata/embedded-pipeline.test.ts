import fc from '../testing/properties';
import { describe, expect, it, vi } from 'vitest';
import { allowed, Costs, damagedRuns, patience } from '../testing/proof';
import { embeddedPipelineIn, setEmbeddedPipeline } from './embedded-pipeline';

const pixels = 'ab'.repeat(32);
const other =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>';

describe('a passport', () => {
  it('comes back from its packet, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const pipeline = JSON.stringify({ name });
        const packet = setEmbeddedPipeline(null, { pipeline, pixels }) ?? '';
        const found = embeddedPipelineIn(packet);
        expect(found?.pixels).toBe(pixels);
        expect(JSON.parse(found?.pipeline ?? '')).toEqual({ name });
      }),
    );
  });

  it('keeps what XML takes for the end of a line', () => {
    const name = 'a\u0085b\u2028c\u2029d\ufffee\uffff';
    const pipeline = JSON.stringify({ name });
    const packet = setEmbeddedPipeline(null, { pipeline, pixels }) ?? '';
    expect(JSON.parse(embeddedPipelineIn(packet)?.pipeline ?? '')).toEqual({ name });
  });

  it('takes the place of an earlier one and leaves the rest', () => {
    const first = setEmbeddedPipeline(other, { pipeline: 'one', pixels: null }) ?? '';
    const second = setEmbeddedPipeline(first, { pipeline: 'two', pixels }) ?? '';
    expect(embeddedPipelineIn(second)).toEqual({ pipeline: 'two', pixels });
    expect(second).not.toContain('one');
    expect(second).toContain('xmp:Rating="4"');
  });

  it('makes the root that a packet lacks, and keeps a root that stands alone', () => {
    const space = 'xmlns:x="adobe:ns:meta/"';
    const alone = other.slice(other.indexOf('<rdf:RDF'), other.indexOf('</x:xmpmeta>'));
    const packets = [
      `<x:xmpmeta ${space}></x:xmpmeta>`,
      `<x:xmpmeta ${space}/>`,
      `<?xpacket begin=""?><x:xmpmeta ${space} x:xmptk="a">\n</x:xmpmeta><?xpacket end="w"?>`,
      `<x:xmpmeta ${space}><wrong:RDF xmlns:wrong="urn:other"/></x:xmpmeta>`,
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
      alone,
      '',
      'no XML',
    ];
    for (const packet of packets) {
      const written = setEmbeddedPipeline(packet, { pipeline: 'one', pixels }) ?? '';
      expect(embeddedPipelineIn(written), packet).toEqual({ pipeline: 'one', pixels });
    }
    expect(setEmbeddedPipeline(alone, { pipeline: 'one', pixels })).toContain('xmp:Rating="4"');
  });

  it('goes when it is not asked for', () => {
    const packet = setEmbeddedPipeline(other, { pipeline: 'one', pixels }) ?? '';
    const gone = setEmbeddedPipeline(packet, null) ?? '';
    expect(embeddedPipelineIn(gone)).toBeNull();
    expect(gone).not.toContain('pipette');
    expect(gone).toContain('Rating');
    expect(
      setEmbeddedPipeline(setEmbeddedPipeline(null, { pipeline: 'x', pixels }), null),
    ).toBeNull();
    expect(setEmbeddedPipeline(other, null)).toBe(other);
    expect(setEmbeddedPipeline(null, null)).toBeNull();
  });

  it(
    'is one or none in any packet, whatever was done to it, at once and in little memory',
    () => {
      const whole = setEmbeddedPipeline(other, { pipeline: '{"pipette":2}', pixels }) ?? '';
      const damaged = fc
        .tuple(fc.nat(whole.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 12 }))
        .map(([at, length, text]) => whole.slice(0, at) + text + whole.slice(at + length));
      // What cannot be read is noted for developers each time.
      const notes = vi.spyOn(console, 'info').mockImplementation(() => undefined);
      const costs = new Costs();
      fc.assert(
        fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), (packet) => {
          const found = costs.of(() => embeddedPipelineIn(packet));
          if (found !== null) expect(typeof found.pipeline).toBe('string');
        }),
        { numRuns: damagedRuns },
      );
      notes.mockRestore();
      expect(costs.milliseconds).toBeLessThan(allowed.milliseconds);
      expect(costs.bytes).toBeLessThan(allowed.bytes);
    },
    patience,
  );

  it('is none where a packet is damaged', () => {
    expect(embeddedPipelineIn('<x:xmpmeta urn:pipette:passport:1')).toBeNull();
    expect(embeddedPipelineIn(other)).toBeNull();
  });
});

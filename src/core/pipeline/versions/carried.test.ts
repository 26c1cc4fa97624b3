import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../documents/document';
import { readDocument } from '../../documents/read-document';
import { readFrame, writeFrame } from '../../documents/link/frame';
import { idOf } from '../../testing/any-history';
import { emptyPipeline } from '../pipeline';
import { carriedField, carriedFromText, carriedText, readCarried, writeCarried } from './carried';

const anyCarried = fc
  .uniqueArray(fc.nat(1e12).map(idOf), { minLength: 1, maxLength: 3 })
  .map(([id = '', ...parents]) => ({ id, parents }));

describe('the version that a document carries', () => {
  it('comes back equal from JSON and from letters', () => {
    fc.assert(
      fc.property(anyCarried, (carried) => {
        expect(readCarried(JSON.parse(JSON.stringify(writeCarried(carried))))).toEqual(carried);
        const text = carriedText(carried);
        expect(text.length).toBe(1 + 16 * (1 + carried.parents.length));
        expect(carriedFromText(text)).toEqual(carried);
      }),
    );
  });

  it('is not read from a text that was cut or changed', () => {
    let taken = 0;
    let tried = 0;
    fc.assert(
      fc.property(anyCarried, fc.nat(), fc.nat(30), (carried, at, letter) => {
        const text = carriedText(carried);
        expect(carriedFromText(text.slice(0, -1))).toBeNull();
        const place = at % text.length;
        const other = 'abcdefghjkmnpqrstvwxyz012345678'.charAt(letter);
        const wrong = text.slice(0, place) + other + text.slice(place + 1);
        if (wrong === text) return;
        tried += 1;
        if (carriedFromText(wrong)) taken += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeLessThan(tried / 10);
  });

  it.each([
    [null],
    ['x'],
    [{ id: 5 }],
    [{ id: idOf(1), parents: 'x' }],
    [{ id: idOf(1), parents: [idOf(1)] }],
    [{ id: idOf(1), parents: [idOf(2), idOf(3), idOf(4)] }],
    [{ id: idOf(1), parents: ['x'] }],
    [JSON.parse('{"__proto__": 1, "id": "x"}')],
  ])('is null for what is none: %j', (input) => {
    expect(readCarried(input)).toBeNull();
  });

  it('does not keep those from reading who do not know it', () => {
    const carried = { id: idOf(5), parents: [idOf(4)] };
    const document = writeDocument(emptyPipeline) as object;
    const read = readDocument({ ...document, [carriedField]: writeCarried(carried) });
    expect(read.ok && read.value.pipeline).toEqual(emptyPipeline);
    // Behind a link it stands after a dot.
    const link = writeFrame('p', 'YWJj');
    const plain = readFrame(link);
    expect(plain.ok).toBe(true);
    if (!plain.ok) return;
    const { letter, body } = plain.value;
    for (const before of ['', 'https://pipette.example/#']) {
      const read = readFrame(`${before}${link}.${carriedText(carried)}`);
      expect(read.ok && read.value).toMatchObject({ letter, body });
    }
  });
});

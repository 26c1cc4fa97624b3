import { ByteView } from '../byte-reader';
import { body, boxes, boxesIn } from './boxes';

const unspecified = 2;
/** BT.601: what readers take where the coefficients are not specified (MIAF, 7.3.6.4). */
const usualMatrix = 6;

/**
 * Makes the bytes of an AVIF file such as libheif reads right, in place: a sequence says it is one
 * of stills, whose first picture libvips then opens, and coefficients that are not specified
 * are, for with such the levels come out wrong.
 */
export function makeAvifReadable(bytes: Uint8Array): void {
  const file = boxes(new ByteView(bytes));
  const brands = body(file, 'ftyp');
  if (brands?.text(0, 4) === 'avis') brands.bytes.set(Array.from('avif', (l) => l.charCodeAt(0)));
  const meta = body(file, 'meta');
  if (meta === undefined) return;
  for (const { kind, body: box } of boxesIn(boxesIn(boxes(meta.part(4)), 'iprp'), 'ipco')) {
    if (kind !== 'colr' || box.text(0, 4) !== 'nclx' || box.length < 11) continue;
    if (box.u16(8) === unspecified) box.bytes[9] = usualMatrix;
  }
}

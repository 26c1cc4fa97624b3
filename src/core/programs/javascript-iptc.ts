import { type Helper, helper } from './helper';

/** How JavaScript programs keep IPTC in the form of a format; the same as metadata/iptc.ts in the browser. */
export const javascriptIptc: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    bare_iptc: helper(`
/** IPTC's datasets, which a JPEG keeps as Photoshop's resource 0x0404. */
function bareIptc(data) {
  if (!data.includes('8BIM')) return data;
  return resourcesIn(data).find(({ number }) => number === 0x0404)?.content ?? Buffer.alloc(0);
}`),
    iptc_bare: helper(
      `
/** Keeps IPTC as a TIFF does: bare. */
function setIptc(image) {
  if (image.getTypeof('iptc-data') === 0) return;
  const block = bareIptc(Buffer.from(image.getBlob('iptc-data')));
  // libvips writes a quarter of it, as it counts in units of four bytes.
  const padded = Buffer.concat([block, Buffer.alloc(3 * block.length)]);
  if (block[0] === 0x1c) image.setBlob('iptc-data', padded);
  else image.remove('iptc-data');
}`,
      'bare_iptc',
    ),
    iptc_segment: helper(`
/** Keeps IPTC as a JPEG does: as a resource of Photoshop's. */
function setIptc(image) {
  if (image.getTypeof('iptc-data') === 0) return;
  const block = Buffer.from(image.getBlob('iptc-data'));
  if (block.includes('8BIM')) return;
  if (block[0] !== 0x1c) {
    image.remove('iptc-data');
    return;
  }
  // Readers look for this name; libvips adds none.
  const head = Buffer.from('Photoshop 3.0\\x008BIM\\x04\\x04\\0\\0\\0\\0\\0\\0', 'latin1');
  head.writeUInt32BE(block.length, head.length - 4);
  image.setBlob('iptc-data', Buffer.concat([head, block, Buffer.alloc(block.length % 2)]));
}`),
  }),
);

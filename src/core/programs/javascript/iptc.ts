import { type Helper, helper } from '../print/helper';

/** How JavaScript programs keep IPTC in the form of a format; the same as metadata/blocks/iptc.ts in the browser. */
export const javascriptIptc: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    bare_iptc: helper(`
/** IPTC's datasets, which a JPEG keeps as Photoshop's resource 0x0404. */
function bareIptc(data) {
  if (data[0] === 0x1c || !data.includes('8BIM')) return data;
  return resourcesIn(data).find(({ number }) => number === 0x0404)?.content ?? Buffer.alloc(0);
}

/** IPTC of the groups that stay, as the format keeps it; or null. */
function freshIptc(data) {
  const kept = KEEPS_ALL ? data : keptIptc(data);
  return kept && iptcFor(kept);
}

/** IPTC among Photoshop's resources; those beside it stay. */
function iptcResources(data) {
  if (data[0] !== 0x1c) {
    const at = data.indexOf('8BIM');
    return at < 0 ? null : data.subarray(at);
  }
  const head = Buffer.from('8BIM\\x04\\x04\\0\\0\\0\\0\\0\\0', 'latin1');
  head.writeUInt32BE(data.length, head.length - 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}`),
    iptc_null: helper(
      `
/** The format keeps no IPTC. */
function iptcFor() {
  return null;
}`,
      'bare_iptc',
    ),
    iptc_bare: helper(
      `
/** IPTC as a TIFF keeps it: bare. */
function iptcFor(data) {
  const block = bareIptc(data);
  return block[0] === 0x1c ? block : null;
}`,
      'bare_iptc',
    ),
    iptc_segment: helper(
      `
/** IPTC as a JPEG keeps it: as a resource of Photoshop's, behind a name that readers look for. */
function iptcFor(data) {
  const resources = iptcResources(data);
  return resources && Buffer.concat([Buffer.from('Photoshop 3.0\\0'), resources]);
}`,
      'bare_iptc',
    ),
    iptc_profile: helper(
      `
/** IPTC as a PNG keeps it: as a resource of Photoshop's, in a text. */
function iptcFor(data) {
  return iptcResources(data);
}`,
      'bare_iptc',
    ),
  }),
);

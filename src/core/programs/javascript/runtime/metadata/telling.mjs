import { withoutName } from '../../../../metadata/blocks/exif-block.ts';
import { embeddedPipelineBytes } from '../../../../metadata/embedded-pipeline.ts';
import { freshlyTold } from '../../../../metadata/fresh.ts';
import { toldByJpeg } from '../../../../metadata/sources/jpeg.ts';
import { toldByPng } from '../../../../metadata/sources/png.ts';
import { toldByTiff } from '../../../../metadata/sources/tiff.ts';
import { staleFields } from '../../../../metadata/stale-fields.ts';
import { tell } from '../carriers/jpeg.mjs';
import { frameHeight, framesOf, playing } from '../frames/one.mjs';
import { xmldom } from '../packages/@xmldom--xmldom.mjs';
import { HOLDS, KEEP, SAVER } from '../program.mjs';
import { passportOf } from './no-pipeline.mjs';

/** Where pictures carry what they tell. libvips has names of its own for all but the last. */
const FIELDS = { exif: 'exif-data', xmp: 'xmp-data', iptc: 'iptc-data', texts: 'pipette-texts' };

/** A copy of a picture that was read from a file, with all that the file tells. */
export function tellingAll(image, data) {
  const copy = image.copy();
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const start = data.toString('latin1', 0, 8);
  const isTiff = start.startsWith('II*\0') || start.startsWith('MM\0*');
  const isJpeg = start.startsWith('\xff\xd8');
  const isPng = start === '\x89PNG\r\n\x1a\n';
  const read = isPng ? toldByPng : isTiff ? toldByTiff : isJpeg ? toldByJpeg : () => ({});
  const told = read(bytes);
  for (const [name, value] of Object.entries(told)) {
    if (value === null) continue;
    // libvips hands out no IPTC of some files, the first part of what is long, and texts spoilt.
    const wins = name === 'iptc' || name === 'texts' || isJpeg;
    if (wins || copy.getTypeof(FIELDS[name]) === 0) copy.setBlob(FIELDS[name], value);
  }
  return copy;
}

function toldBy(image) {
  const field = (name) => (image.getTypeof(name) > 0 ? image.getBlob(name).slice() : null);
  const exif = field(FIELDS.exif);
  return {
    exif: exif && withoutName(exif),
    xmp: xmldom === null ? null : field(FIELDS.xmp),
    iptc: field(FIELDS.iptc),
    texts: field(FIELDS.texts),
  };
}

/** A copy that savers write as it is: upright, and of no other file. */
function fresh(image) {
  const copy = image.copy();
  for (const name of [...copy.getFields()])
    if (new RegExp(staleFields).test(name)) copy.remove(name);
  if (copy.getTypeof('orientation') > 0) copy.setInt('orientation', 1);
  return copy;
}

/** A picture as the bytes of a file, with what is told of it. */
export function written(image, finished, still, options) {
  const embeddedPipeline = passportOf(framesOf(finished)[0]);
  if (embeddedPipeline !== null && xmldom === null) {
    throw new Error('npm install @xmldom/xmldom to carry the pipeline');
  }
  const { width } = image;
  const telling = {
    groups: KEEP,
    holds: HOLDS,
    embeddedPipeline,
    width,
    height: frameHeight(still),
  };
  const told = freshlyTold(toldBy(image), telling);
  const { xmpBytes } = HOLDS;
  if (embeddedPipeline !== null && embeddedPipelineBytes(embeddedPipeline) > xmpBytes) {
    throw new Error(`the pipeline takes more than ${xmpBytes} bytes of XMP`);
  }
  // libvips rewrites texts that are not ASCII, so what is told is put in afterwards.
  const bytes = playing(fresh(image), still)[`${SAVER}Buffer`](options).slice();
  return tell(bytes, told);
}

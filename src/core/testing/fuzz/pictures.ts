import { zlibSync } from 'fflate';
import {
  be16,
  be32,
  box,
  bytes,
  chunk,
  gif,
  gifFrame,
  isoMedia,
  jpeg,
  jxl,
  le16,
  le32,
  png,
  riff,
  segment,
  tiff,
  webp,
  webpExtended,
  webpLossless,
} from '../../source/tiny-files';
import type { Dice } from './dice';
import { xmp } from './texts';
import { anyText } from './words';

// Pictures whose headers and metadata lie. There are no pixels: nothing here decodes any.

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0) & 255);

/** Returns a block of EXIF whose entries may claim any type, count and place, and chase each other. */
function exifBlock(dice: Dice): Uint8Array {
  const little = dice.happens(0.5);
  const [u16, u32] = little ? [le16, le32] : [be16, be32];
  const directory = (count: number): Uint8Array =>
    bytes(
      u16(dice.happens(0.9) ? count : 65_535),
      ...Array.from({ length: count }, () =>
        bytes(
          u16(
            dice.one(
              0x010f,
              0x0112,
              0x8769,
              0x8825,
              0xa005,
              0x927c,
              0x83bb,
              0x02bc,
              0x935c,
              0xffff,
            ),
          ),
          u16(dice.one(1, 2, 3, 4, 5, 7, 9, 10, 13, 99)),
          u32(dice.one(0, 1, 4, 100, 1_000, 0xffffffff)),
          u32(dice.one(0, 8, 26, 100, 0xffffffff)),
        ),
      ),
      u32(dice.one(0, 8, 100, 0xffffffff)),
    );
  return bytes(
    little ? 'II' : 'MM',
    u16(42),
    u32(8),
    directory(dice.times(300)),
    directory(dice.upTo(4)),
    new Uint8Array(dice.times(3_000)),
  );
}

const iptc = (dice: Dice): Uint8Array => {
  const sets = dice.several(6, () =>
    bytes([0x1c, dice.one(1, 2, 3), dice.upTo(255)], be16(dice.one(0, 3, 0x7fff, 0x8004)), 'abc'),
  );
  const block = bytes(...sets);
  const size = dice.happens(0.9) ? block.length : 0xffffffff;
  return bytes(
    'Photoshop 3.0\0',
    '8BIM',
    be16(dice.one(0x0404, 0x0409)),
    [0, 0],
    be32(size),
    block,
  );
};

function textChunk(dice: Dice): Uint8Array {
  const keyword = latin(
    dice.one('Comment', 'XML:com.adobe.xmp', 'Raw profile type exif', anyText(dice).slice(0, 79)),
  );
  const text = dice.happens(0.5) ? utf8(xmp(dice)) : latin(anyText(dice));
  const packed = zlibSync(dice.happens(0.01) ? new Uint8Array(6_000_000) : text, { level: 1 });
  switch (dice.upTo(3)) {
    case 0:
      return chunk('tEXt', bytes(keyword, [0], text));
    case 1:
      return chunk('zTXt', bytes(keyword, [0, dice.one(0, 0, 7)], packed));
    case 2:
      return chunk('iTXt', bytes(keyword, [0, 1, 0, 0, 0], packed));
    default:
      return chunk('iTXt', bytes(keyword, [0, 0, 0], latin('de'), [0, 0], text));
  }
}

const limited = (part: Uint8Array): Uint8Array => part.subarray(0, 65_000);

/** Returns a segment of a JPEG that tells something. */
function told(dice: Dice): Uint8Array {
  switch (dice.upTo(3)) {
    case 0:
      return segment(0xe1, limited(bytes('Exif\0\0', exifBlock(dice))));
    case 1:
      return segment(0xe1, limited(bytes('http://ns.adobe.com/xap/1.0/\0', utf8(xmp(dice)))));
    case 2:
      return segment(0xed, limited(iptc(dice)));
    default:
      return segment(
        0xe2,
        bytes('ICC_PROFILE\0', [dice.upTo(3), dice.upTo(3)], new Uint8Array(200)),
      );
  }
}

function whole(dice: Dice): Uint8Array {
  const side = dice.one(1, 9, 65_535);
  switch (dice.upTo(7)) {
    case 0:
      return jpeg(side, 9, { segments: dice.several(3, () => told(dice)) });
    case 1:
      return png(side, 9, {
        chunks: [
          ...dice.several(3, () => textChunk(dice)),
          ...(dice.happens(0.5) ? [chunk('eXIf', exifBlock(dice))] : []),
        ],
      });
    case 2:
      return webp(
        webpExtended(dice.upTo(255), 9, 9),
        riff('EXIF', exifBlock(dice)),
        riff('XMP ', utf8(xmp(dice))),
        webpLossless(9, 9, true),
      );
    case 3:
      return tiff(
        [
          [
            [256, 4, side],
            [257, 3, 9],
            [dice.upTo(65_535), dice.one(3, 4, 7), dice.upTo(900)],
          ],
        ],
        {
          big: dice.happens(0.2),
          little: dice.happens(0.5),
        },
      );
    case 4:
      return gif(side, 6, ...dice.several(4, () => gifFrame(8, 6, dice.happens(0.5))));
    case 5:
      return bytes(isoMedia(80, 60, { turns: 1, mirror: 0 }), box('Exif', exifBlock(dice)));
    case 6:
      return bytes(
        '\0\0\0\x0cJXL \r\n\x87\n',
        box('jxlc', jxl(9, 9)),
        box('xml ', utf8(xmp(dice))),
      );
    default:
      return utf8(
        `${'<!-- x -->'.repeat(dice.times(3_000))}<svg ${'a="" '.repeat(dice.times(3_000))} width="${dice.one('9', '1e9', '9mm', anyText(dice).replaceAll('"', ''))}" height="9"/>`,
      );
  }
}

/** Returns a file that begins like a picture. */
export function picture(dice: Dice): Uint8Array {
  const file = whole(dice);
  if (dice.happens(0.7)) return file;
  const changed = file.slice(0, dice.happens(0.3) ? dice.upTo(file.length) : undefined);
  for (let edit = dice.upTo(5); edit > 0 && changed.length > 0; edit -= 1) {
    changed[dice.upTo(Math.min(changed.length, 400) - 1)] = dice.one(0, 1, 2, 127, 128, 254, 255);
  }
  return changed;
}

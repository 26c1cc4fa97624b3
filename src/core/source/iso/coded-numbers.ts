import type { CodedColour } from '../../colour/cicp';
import type { StoredColour } from '../../colour/stored-colour';
import type { ByteView } from '../byte-reader';
import type { ImageHeader } from '../image-header';
import { type Av1Colour, av1Colour } from './av1-sequence';
import { body, type Box } from './boxes';
import { type Items, type Place, propertiesOf } from './items';

/** Bytes of an item's data in which its coder's settings are looked for. */
export const settingsBytes = 64;

/** Returns whether a property says that its item is the alpha of another one. */
export const isAlpha = ({ kind, body: aux }: Box): boolean =>
  kind === 'auxC' && aux.includes('alpha');

/** Returns whether a property is an ICC profile. */
export const isProfile = ({ kind, body: colour }: Box): boolean =>
  kind === 'colr' && ['prof', 'rICC'].includes(colour.text(0, 4));

/** Reads the beginning of data in the file. */
export type ReadsPlace = (place: Place) => ByteView | undefined;

/**
 * Returns how a picture's numbers are meant, where that is out of the ordinary: in which colours, and
 * whether those of grey and alpha run as in television.
 * @param read null where the decoder goes by what the coder says, as that of HEIC does
 */
export function codedNumbers(
  items: Items,
  read: ReadsPlace | null,
): Pick<ImageHeader, 'colour' | 'limited'> {
  const { primary } = items;
  if (primary === undefined) return {};
  const own = propertiesOf(items, primary);
  const coder = read === null ? null : coderOf(items, codedItem(items, primary), read);
  const nclx = own.find(
    ({ kind, body: box }) => kind === 'colr' && box.text(0, 4) === 'nclx',
  )?.body;
  const colour =
    nclx === undefined
      ? (coder?.colour ?? null)
      : { primaries: nclx.u16(4), transfer: nclx.u16(6) };
  const peak = body(own, 'clli')?.u16(0) ?? 0;
  const isCoded = colour !== null && !own.some(isProfile);
  const meant = isCoded ? { colour: asInStills(colour, peak) } : {};
  if (read === null) return meant;
  const isLimited = nclx === undefined ? coder?.isLimited : (nclx.u8(10) & 0x80) === 0;
  const alpha = alphaOf(items, primary);
  const alphaCoder = alpha === undefined ? null : coderOf(items, codedItem(items, alpha), read);
  const limited = {
    grey: coder?.isGrey === true && isLimited === true,
    alpha: alphaCoder?.isLimited === true,
  };
  return {
    ...meant,
    ...(limited.grey || limited.alpha ? { limited } : {}),
  };
}

/** Returns where in the file coders say how numbers are meant, when no box says it. */
export function coderPlaces(items: Items): readonly Place[] {
  const { primary } = items;
  if (primary === undefined) return [];
  return [primary, alphaOf(items, primary)].flatMap((item) => {
    const coded = item === undefined ? undefined : codedItem(items, item);
    const place = coded === undefined ? undefined : items.places.get(coded);
    const isTold = coded === undefined || toldByBox(items, coded) !== null;
    return place?.inFile === true && !isTold ? [place] : [];
  });
}

function toldByBox(items: Items, item: number): Av1Colour | null {
  const settings = body(propertiesOf(items, item), 'av1C');
  return settings === undefined ? null : av1Colour(settings.part(4));
}

/** Returns what an item's coder says of its numbers, in `av1C` or in its data. */
function coderOf(items: Items, item: number, read: ReadsPlace): Av1Colour | null {
  const told = toldByBox(items, item);
  const place = items.places.get(item);
  if (told !== null || place === undefined) return told;
  const data = place.inFile ? read(place) : items.inside?.part(place.at);
  return data === undefined ? null : av1Colour(data.part(0, settingsBytes));
}

/** The item that codes a picture: of a grid, the first of those it is made of. */
const codedItem = ({ kinds, links }: Items, item: number): number =>
  kinds.get(item) === 'grid'
    ? (links.find(({ kind, from }) => kind === 'dimg' && from === item)?.to[0] ?? item)
    : item;

/** The item with the alpha of a picture. */
function alphaOf(items: Items, picture: number): number | undefined {
  const coded = codedItem(items, picture);
  const isOf = (alpha: number): boolean =>
    items.links.some(
      ({ kind, from, to }) =>
        kind === 'auxl' && from === alpha && (to.includes(picture) || to.includes(coded)),
    );
  return [...items.own].find(([item, list]) => list.some(isAlpha) && isOf(item))?.[0];
}

/** BT.709 and its like: in still pictures browsers take them as sRGB. */
const likeSrgb = [1, 6, 11, 14, 15];

const asInStills = ({ primaries, transfer }: CodedColour, peak: number): StoredColour => ({
  kind: 'coded',
  primaries,
  transfer: likeSrgb.includes(transfer) ? 13 : transfer,
  ...(peak > 0 ? { peak } : {}),
});

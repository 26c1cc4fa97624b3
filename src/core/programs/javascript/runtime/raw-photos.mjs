import {
  rawAdvice,
  rawSignatures,
  rawWords,
  sensorCompressions,
  sensorPhotometrics,
} from '../../../source/kinds/raw-photo.ts';

/** What a TIFF says of what a sensor measured: photometric interpretations and compressions. */
const SENSOR = [
  [262, sensorPhotometrics],
  [259, sensorCompressions],
];

/** Refuses what the sensor of a camera measured. */
export function refuseRaw(data) {
  const starts = ([at, text]) => data.toString('latin1', at, at + text.length) === text;
  if (!rawSignatures.some(starts) && !isSensorData(data)) return;
  throw new Error(`${rawWords}. ${rawAdvice}`);
}

/** Whether the first directory of a TIFF, or one beside it, holds what a sensor measured. */
export function isSensorData(data) {
  const order = { 'II*\0': 'LE', 'MM\0*': 'BE' }[data.toString('latin1', 0, 4)];
  if (order === undefined || data.length < 8) return false;
  const first = rawDirectory(data, order, data[`readUInt32${order}`](4));
  const beside = (first.get(330) ?? []).map((at) => rawDirectory(data, order, at));
  const isMarked =
    (tags) =>
    ([tag, marks]) =>
      marks.has(tags.get(tag)?.[0]);
  return [first, ...beside].some((tags) => tags.has(50706) || SENSOR.some(isMarked(tags)));
}

/** The tags of a directory of a TIFF with their first numbers; none of what cannot be read. */
export function rawDirectory(data, order, at) {
  const read = (bits, from) => data[`readUInt${bits}${order}`](from);
  const tags = new Map();
  try {
    const end = at + 2 + 12 * Math.min(read(16, at), 4096);
    for (let place = at + 2; place < end; place += 12) {
      const [tag, kind, number] = [read(16, place), read(16, place + 2), read(32, place + 4)];
      if (![259, 262, 330, 50706].includes(tag)) continue;
      const bits = { 3: 16, 4: 32, 13: 32 }[kind] ?? 8;
      const bytes = bits / 8;
      const from = number * bytes <= 4 ? place + 8 : read(32, place + 8);
      const all = Array.from({ length: Math.min(number, 8) }, (_, index) => from + index * bytes);
      tags.set(
        tag,
        all.map((one) => (bits === 8 ? data[one] : read(bits, one))),
      );
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Map();
  }
  return tags;
}

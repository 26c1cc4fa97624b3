import {
  rawAdvice,
  rawSignatures,
  rawWords,
  sensorCompressions,
  sensorPhotometrics,
} from '../source/kinds/raw-photo';
import { type Helper, helper } from './print/helper';

/** Text of bytes as both languages write it between quotes. */
const escaped = (text: string): string =>
  [...text]
    .map((letter) => {
      const code = letter.charCodeAt(0);
      return code < 32 ? `\\x${code.toString(16).padStart(2, '0')}` : letter;
    })
    .join('');

const numbers = (all: ReadonlySet<number>): string => [...all].join(', ');

/** How Python programs refuse RAW photos, as source/kinds/tiff.ts does: of some, libvips reads a preview. */
export const pythonRaw: ReadonlyMap<string, Helper> = new Map([
  [
    'refuse_raw',
    helper(`
# First bytes of RAW photos, and where they stand.
RAW_STARTS = (
${rawSignatures.map(([at, text]) => `    (${at}, b"${escaped(text)}"),`).join('\n')}
)
# What a TIFF says of what a sensor measured: photometric interpretations and compressions.
SENSOR = {
    262: (${numbers(sensorPhotometrics)}),
    259: (${numbers(sensorCompressions)}),
}


def refuse_raw(data):
    """Refuses what the sensor of a camera measured."""
    if any(data.startswith(text, at) for at, text in RAW_STARTS) or is_sensor_data(data):
        raise ValueError(
            "${rawWords}. "
            "${rawAdvice}"
        )


def is_sensor_data(data):
    """Whether the first directory of a TIFF, or one beside it, holds what a sensor measured."""
    order = {b"II*\\x00": "<", b"MM\\x00*": ">"}.get(data[:4])
    if order is None:
        return False
    try:
        first = raw_directory(data, order, struct.unpack_from(order + "I", data, 4)[0])
    except struct.error:
        return False
    found = [first]
    for at in first.get(330, ()):
        try:
            found.append(raw_directory(data, order, at))
        except struct.error:
            continue
    return any(
        50706 in tags or any(tags.get(tag, (-1,))[0] in marks for tag, marks in SENSOR.items())
        for tags in found
    )


def raw_directory(data, order, at):
    """The tags of a directory of a TIFF with their first numbers."""
    tags = {}
    (count,) = struct.unpack_from(order + "H", data, at)
    for place in range(at + 2, at + 2 + 12 * min(count, 4096), 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, place)
        if tag not in (259, 262, 330, 50706):
            continue
        letter, size = {3: ("H", 2), 4: ("I", 4), 13: ("I", 4)}.get(kind, ("B", 1))
        inside = number * size <= 4
        where = place + 8 if inside else struct.unpack_from(order + "I", data, place + 8)[0]
        values = struct.unpack_from(f"{order}{min(number, 8)}{letter}", data, where)
        tags[tag] = values or (-1,)
    return tags`),
  ],
]);

/** How JavaScript programs refuse RAW photos. */
export const javascriptRaw: ReadonlyMap<string, Helper> = new Map([
  [
    'refuse_raw',
    helper(`
// First bytes of RAW photos, and where they stand.
const RAW_STARTS = [
${rawSignatures.map(([at, text]) => `  [${at}, '${escaped(text)}'],`).join('\n')}
];
// What a TIFF says of what a sensor measured: photometric interpretations and compressions.
const SENSOR = new Map([
  [262, [${numbers(sensorPhotometrics)}]],
  [259, [${numbers(sensorCompressions)}]],
]);

/** Refuses what the sensor of a camera measured. */
function refuseRaw(data) {
  const starts = ([at, text]) => data.toString('latin1', at, at + text.length) === text;
  if (!RAW_STARTS.some(starts) && !isSensorData(data)) return;
  throw new Error(
    '${rawWords}. ' +
      '${rawAdvice}',
  );
}

/** Whether the first directory of a TIFF, or one beside it, holds what a sensor measured. */
function isSensorData(data) {
  const order = { 'II*\\0': 'LE', 'MM\\0*': 'BE' }[data.toString('latin1', 0, 4)];
  if (order === undefined || data.length < 8) return false;
  const first = rawDirectory(data, order, data[\`readUInt32\${order}\`](4));
  const beside = (first.get(330) ?? []).map((at) => rawDirectory(data, order, at));
  const isMarked = (tags) => ([tag, marks]) => marks.includes(tags.get(tag)?.[0]);
  return [first, ...beside].some((tags) => tags.has(50706) || [...SENSOR].some(isMarked(tags)));
}

/** The tags of a directory of a TIFF with their first numbers; none of what cannot be read. */
function rawDirectory(data, order, at) {
  const read = (bits, from) => data[\`readUInt\${bits}\${order}\`](from);
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
      tags.set(tag, all.map((one) => (bits === 8 ? data[one] : read(bits, one))));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Map();
  }
  return tags;
}`),
  ],
]);

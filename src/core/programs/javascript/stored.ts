import { type Helper, helper } from '../print/helper';

/**
 * What JavaScript programs read in files where libvips does not look: colours and turns of a PNG,
 * empty places of a GIF, codes of an AVIF; the same as source/kinds/png.ts, source/kinds/gif.ts,
 * source/iso/media.ts, source/iso/readable-avif.ts and colour/stored-colour.ts.
 */
export const javascriptStored: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    stored: helper(
      `
// Red, green, blue and white by their codes, and curves from numbers to light (ITU-T H.273).
const [D65, C] = [[0.3127, 0.329], [0.31, 0.316]];
const SRGB = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], D65];
const VIDEO = [[0.63, 0.34], [0.31, 0.595], [0.155, 0.07], D65];
const PRIMARIES = {
  1: SRGB,
  4: [[0.67, 0.33], [0.21, 0.71], [0.14, 0.08], C],
  5: [[0.64, 0.33], [0.29, 0.6], [0.15, 0.06], D65],
  6: VIDEO,
  7: VIDEO,
  8: [[0.681, 0.319], [0.243, 0.692], [0.145, 0.049], C],
  9: [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046], D65],
  10: [[1, 0], [0, 1], [0, 0], [1 / 3, 1 / 3]],
  11: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], [0.314, 0.351]],
  12: [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], D65],
  22: [[0.63, 0.34], [0.295, 0.605], [0.155, 0.077], D65],
};
const SRGB_CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const CURVES = {
  ...Object.fromEntries([1, 6, 11, 14, 15].map((code) => [code, [2.4]])),
  4: [2.2],
  5: [2.8],
  7: [1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4, 0.0913],
  8: [1],
  17: [2.6, (52.37 / 48) ** (1 / 2.6), 0, 0, 0],
};

/** A picture with what its file says where libvips does not look. */
function asStored(image, data) {
  if (data.toString('latin1', 0, 8) === '\\x89PNG\\r\\n\\x1a\\n') return asPngSays(image, data);
  if (data.toString('latin1', 0, 4) === 'GIF8' && !image.hasAlpha()) return withUndrawn(image, data);
  return isAvif(data) ? asAvifSays(image, data) : image;
}

const isAvif = (data) => ['ftypavif', 'ftypavis'].includes(data.toString('latin1', 4, 12));

/** Where an AVIF says its colours in codes: primaries, transfer and matrix. -1 for nowhere. */
function codesIn(data) {
  const at = data.subarray(0, 65536).indexOf('colrnclx', 0, 'latin1');
  return at >= 0 && at <= data.length - 15 ? at + 8 : -1;
}

/** A file's bytes such as libheif reads right: a film as its first still, no matrix as the usual. */
function readable(file) {
  if (!isAvif(file)) return file;
  const data = Buffer.from(file);
  const at = codesIn(data);
  data.write('avif', 8, 'latin1');
  if (at >= 0 && data.readUInt16BE(at + 4) === 2) data[at + 5] = 6;
  return data;
}

function asAvifSays(picture, data) {
  const at = codesIn(data);
  if (at < 0 || picture.getTypeof('icc-profile-data') > 0) return picture;
  const transfer = data.readUInt16BE(at + 2);
  // In still pictures browsers take television's curves as that of sRGB.
  const curve = [1, 6, 11, 14, 15].includes(transfer) ? 13 : transfer;
  const grey = ['b-w', 'grey16'].includes(picture.interpretation);
  const profile = codedProfile(data.readUInt16BE(at), curve, grey);
  if (profile === null) return picture;
  const image = picture.copy();
  image.setBlob('icc-profile-data', profile);
  return image;
}

function asPngSays(picture, data) {
  const image = picture.copy();
  const small = new Map();
  let [turn, hasProfile, at] = [1, false, 33];
  while (at + 8 <= data.length) {
    const size = data.readUInt32BE(at);
    const kind = data.toString('latin1', at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + size);
    if (kind === 'IDAT' || kind === 'IEND') break;
    if ((kind === 'tEXt' || kind === 'zTXt') && turn === 1) {
      const end = body.indexOf(0);
      const keyword = body.toString('latin1', 0, Math.max(0, end)).toLowerCase();
      if (['raw profile type exif', 'raw profile type app1'].includes(keyword)) {
        turn = turnIn(profileOf({ kind, content: body.subarray(end + 1) }) ?? Buffer.alloc(0));
      }
    }
    if (kind === 'iCCP') hasProfile = true;
    if (['cICP', 'sRGB', 'gAMA', 'cHRM'].includes(kind) && !small.has(kind)) small.set(kind, body);
    at += 12 + size;
  }
  const stated = image.getTypeof('orientation') > 0 ? image.getInt('orientation') : 1;
  if (turn !== 1 && stated === 1) image.setInt('orientation', turn);
  const grey = ['b-w', 'grey16'].includes(image.interpretation);
  const [codes, gamma] = [small.get('cICP'), small.get('gAMA')];
  let profile;
  if (codes?.length === 4 && codes[2] === 0 && codes[3] === 1) {
    profile = codedProfile(codes[0], codes[1], grey);
  } else if (hasProfile || small.has('sRGB') || gamma?.length !== 4 || gamma.readUInt32BE() === 0) {
    return image;
  } else {
    profile = measuredProfile(gamma.readUInt32BE() / 1e5, small.get('cHRM'), grey);
  }
  if (profile !== null) image.setBlob('icc-profile-data', profile);
  else if (image.getTypeof('icc-profile-data') > 0) image.remove('icc-profile-data');
  return image;
}

/** The orientation that EXIF states; 1 for none. */
function turnIn(named) {
  const block = named.toString('latin1', 0, 4) === 'Exif' ? named.subarray(6) : named;
  const little = block.toString('latin1', 0, 4) === 'II*\\0';
  if (!little && block.toString('latin1', 0, 4) !== 'MM\\0*') return 1;
  const u16 = (at) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  try {
    const start = little ? block.readUInt32LE(4) : block.readUInt32BE(4);
    for (let at = start + 2; at < start + 2 + 12 * u16(start); at += 12) {
      if (u16(at) !== 0x0112) continue;
      const value = u16(at + 8);
      return u16(at + 2) === 3 && value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

function codedProfile(primaries, transfer, grey) {
  if (transfer === 16 || transfer === 18) {
    throw new Error('an HDR picture, which the browser shows in SDR and this program does not');
  }
  const curve = CURVES[transfer];
  if (grey) return curve === undefined ? null : greyProfile(curve);
  const found = PRIMARIES[primaries] ?? SRGB;
  if (curve === undefined && found === SRGB) return null;
  return matrixProfile(found, curve ?? SRGB_CURVE);
}

function measuredProfile(gamma, places, grey) {
  let found = null;
  if (places?.length === 32) {
    const place = (at) => [places.readUInt32BE(at) / 1e5, places.readUInt32BE(at + 4) / 1e5];
    const [white, red, green, blue] = [0, 8, 16, 24].map(place);
    const twice =
      (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1]);
    const possible = [white, red, green, blue].every(([x, y]) => x <= 1 && y > 0 && y <= 1);
    if (possible && Math.abs(twice) > 0.01) found = [red, green, blue, white];
  }
  const srgb = SRGB.flat();
  const usual = found?.flat().every((one, at) => Math.abs(one - srgb[at]) <= 0.001) ?? true;
  if (Math.abs(gamma / (1 / 2.2) - 1) <= 0.05 && (usual || grey)) return null;
  return grey ? greyProfile([1 / gamma]) : matrixProfile(found ?? SRGB, [1 / gamma]);
}

const u32 = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const letters = (text) => [...Buffer.from(text, 'latin1')];
const zeros = (count) => Array(count).fill(0);
const fixed = (value) => u32(Math.round(value * 65536));
const xyzTag = (values) => [...letters('XYZ '), ...zeros(4), ...values.flatMap(fixed)];
const curveTag = (curve) =>
  [...letters('para'), ...zeros(4), 0, curve.length === 1 ? 0 : 3, 0, 0, ...curve.flatMap(fixed)];
const D50 = [0.9642, 1, 0.8249];

/** An ICC profile (ICC.1:2022, section 7) of these tags. */
function iccProfile(space, told) {
  const tags = [['wtpt', xyzTag(D50)], ...told];
  const start = 132 + 12 * tags.length;
  const [table, bodies] = [[], []];
  for (const [name, body] of tags) {
    table.push(...letters(name), ...u32(start + bodies.length), ...u32(body.length));
    bodies.push(...body, ...zeros(-body.length & 3));
  }
  const head = [...u32(start + bodies.length), ...zeros(4), ...u32(0x04400000)];
  head.push(...letters('mntr'), ...letters(space), ...letters('XYZ '), ...zeros(12));
  head.push(...letters('acsp'), ...zeros(28), ...D50.flatMap(fixed), ...zeros(48));
  return Uint8Array.from([...head, ...u32(tags.length), ...table, ...bodies]);
}

const greyProfile = (curve) => iccProfile('GRAY', [['kTRC', curveTag(curve)]]);

function matrixProfile(primaries, curve) {
  const rows = profileMatrix(primaries);
  const column = (at) => rows.map((row) => row[at]);
  return iccProfile('RGB ', [
    ...['rXYZ', 'gXYZ', 'bXYZ'].map((name, at) => [name, xyzTag(column(at))]),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curveTag(curve)]),
  ]);
}

/** From linear light in these primaries to XYZ under D50, by Bradford's cone responses. */
function profileMatrix(primaries) {
  const turned = (matrix) => [0, 1, 2].map((at) => matrix.map((row) => row[at]));
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const times = (matrix, column) => matrix.map((row) => dot(row, column));
  const product = (left, right) => turned(turned(right).map((column) => times(left, column)));
  const cross = (u, v) => [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ];
  const inverse = (matrix) => {
    const [a, b, c] = turned(matrix);
    const size = dot(a, cross(b, c));
    return [cross(b, c), cross(c, a), cross(a, b)].map((row) => row.map((x) => x / size));
  };
  const diagonal = (values) => values.map((value, i) => [0, 1, 2].map((j) => (i === j ? value : 0)));
  const cones = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]];
  const [red, green, blue, white] = primaries.map(([x, y]) => {
    const divisor = Math.max(y, 1e-6);
    return [x / divisor, y / divisor, (1 - x - y) / divisor];
  });
  const mixed = turned([red, green, blue]);
  const light = product(mixed, diagonal(times(inverse(mixed), white)));
  const [under, over] = [times(cones, white), times(cones, D50)];
  const adapted = diagonal(over.map((value, at) => value / under[at]));
  return product(product(inverse(cones), product(adapted, cones)), light);
}

/** Frames in one column, transparent where none of them so far has drawn. */
function withUndrawn(image, data) {
  const table = (flags) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const areas = [];
  let at = 13 + table(data[10]);
  while (at + 10 <= data.length && [0x21, 0x2c].includes(data[at])) {
    if (data[at] === 0x2c) {
      areas.push([1, 3, 5, 7].map((place) => data.readUInt16LE(at + place)));
      at += 11 + table(data[at + 9]);
    } else {
      at += 2;
    }
    while (at < data.length && data[at] !== 0) at += 1 + data[at];
    at += 1;
  }
  const height = image.getTypeof('page-height') > 0 ? image.getInt('page-height') : image.height;
  const [left, top, width, down] = areas[0] ?? [0, 0, image.width, height];
  if (left === 0 && top === 0 && width >= image.width && down >= height) return image;
  let alpha = vips.Image.black(image.width, height);
  const alphas = [];
  for (const area of areas.slice(0, Math.floor(image.height / height))) {
    const [x, y] = area;
    const [across, below] = [Math.min(area[2], image.width - x), Math.min(area[3], height - y)];
    if (across > 0 && below > 0) alpha = alpha.insert(vips.Image.black(across, below).invert(), x, y);
    alphas.push(alpha);
  }
  return image.bandjoin(vips.Image.arrayjoin(alphas, { across: 1 }));
}`,
      'raw_profile',
    ),
  }),
);

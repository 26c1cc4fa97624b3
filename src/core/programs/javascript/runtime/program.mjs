// What every program says itself: an example of it, never printed. It lets these files be read by
// Node and by linters.
export const vips = undefined;
export const letGo = () => undefined;

// How results are written.
export const SAVER = 'jpegsave';
export const EXTENSION = '.jpg';
export const SAVE_OPTIONS = { Q: 80 };
export const QUALITY = 80;
export const FIT_UNDER = 100_000;
export const FLICKERS = null;
export const NAME = '{name}';
export const NAME_FACTS = { pipeline: '', preset: '', quality: QUALITY };
export const NAMED_AHEAD = true;
export const KEEP = new Set(['author']);
export const HOLDS = { exif: true, iptc: 'segment', texts: false, xmpBytes: 65_502 };

export const VIPS_VERSION = '8.18.7';
export const CHECKSUM = null;
export const PIPELINE = '{}';
export const CARRIED = new Map();
export const OWN = new Map();
export const OWN_FLICKERS = new Map();
export const OWN_DOCUMENTS = new Map();

export const pipeline = (image) => image;
export const prepare = (image) => image;
export const sized = (image) => image;
export const finish = (image) => image;
export const checkPicture = (image) => image;

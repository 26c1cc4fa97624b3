import { type Helper, helper } from './helper';
import { isTelling, type ProgramPlan } from './plan';

/** How JavaScript programs write files; the same as workers/encode.ts in the browser. */
export const javascriptEncoding: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    encode: helper(`
/** The picture as the bytes of a file, and what names may tell of it. */
function encode(image) {
  return { ...saved(image, image, SAVE_OPTIONS), quality: QUALITY };
}`),
    fit_under: helper(
      `
/**
 * The best encoding of at most FIT_UNDER bytes, and what names may tell of it: the highest quality
 * down to 35 at full size; when even that is too large, the largest size at a middling quality.
 */
function encode(lazy) {
  const image = lazy.copyMemory();
  const attempt = (quality, scale) => {
    const options = quality === null ? SAVE_OPTIONS : { ...SAVE_OPTIONS, Q: quality };
    return { ...saved(image, scale === 1 ? image : shrunk(image, scale), options), quality };
  };
  const fits = ({ bytes }) => bytes.length <= FIT_UNDER;
  const first = attempt(QUALITY, 1);
  if (fits(first)) return first;
  let smallest = first;
  if (QUALITY !== null && QUALITY > 35) {
    smallest = attempt(35, 1);
    if (fits(smallest)) {
      let [low, high, best] = [35, QUALITY, smallest];
      while (high - low > 1) {
        const middle = Math.round((low + high) / 2);
        const tried = attempt(middle, 1);
        if (fits(tried)) [low, best] = [middle, tried];
        else high = middle;
      }
      return best;
    }
  }
  const quality = QUALITY === null ? null : Math.min(QUALITY, 60);
  let best = null;
  let [fitting, failing] = [0, 1];
  const side = Math.min(smallest.width, smallest.height);
  let scale = Math.sqrt((0.96 * FIT_UNDER) / smallest.bytes.length);
  for (let guess = 0; guess < 9 && side * scale >= Math.min(48, side); guess += 1) {
    const tried = attempt(quality, scale);
    if (fits(tried)) {
      [best, fitting] = [tried, scale];
      if (tried.bytes.length >= 0.88 * FIT_UNDER) break;
    } else failing = scale;
    const guessed = scale * Math.sqrt((0.96 * FIT_UNDER) / tried.bytes.length);
    scale = guessed > fitting && guessed < failing ? guessed : (fitting + failing) / 2;
    if (failing - fitting < 0.01) break;
  }
  if (best === null) throw new Error(\`no encoding of it takes \${FIT_UNDER} bytes or less\`);
  return best;
}`,
    ),
  }),
);

/** Returns the function that writes a file, with the metadata that are wanted. */
export function javascriptSaved(plan: ProgramPlan): string {
  const { format, metadata, naming } = plan;
  const { carriesPipeline } = metadata;
  const tells = isTelling(plan);
  const height = format.animates ? 'frameHeight(picture)' : 'image.height';
  const passport = carriesPipeline
    ? `passportOf(${format.animates ? 'framesOf(finished)[0]' : 'finished'})`
    : 'null';
  const { xmpBytes } = format.holds;
  const telling = [
    `  const told = freshlyTold(toldBy(image), image.width, ${height});`,
    `  const xmp = stamped(told.xmp, ${passport});`,
    '  told.xmp = xmp === null ? null : Buffer.from(xmp);',
    ...(xmpBytes === Infinity
      ? []
      : carriesPipeline
        ? [
            `  if (told.xmp !== null && told.xmp.length > ${xmpBytes}) {`,
            `    throw new Error('pipeline and metadata take more than ${xmpBytes} bytes of XMP');`,
            '  }',
          ]
        : [`  if (told.xmp !== null && told.xmp.length > ${xmpBytes}) told.xmp = null;`]),
  ];
  const source = tells ? 'fresh(image)' : 'image';
  const saved = `${format.animates ? `playing(${source}, picture)` : source}[\`\${SAVER}Buffer\`](all)`;
  const lines = [
    ...(tells ? telling : []),
    ...(tells
      ? [
          '  // libvips rewrites texts that are not ASCII, so what is told is put in afterwards.',
          `  const bytes = tell(Buffer.from(${saved}), told);`,
        ]
      : [`  const bytes = ${saved};`]),
  ];
  return `/** The picture, which may be smaller than the finished one, as the bytes of a file. */
function saved(finished, picture, options) {
  const image = finish(picture);
  const all = { ...options, keep: 'icc' };
  // Grey needs no profile; WebP and AVIF have no grey.
  if (!['b-w', 'grey16'].includes(image.interpretation) || ['webpsave', 'heifsave'].includes(SAVER)) {
    all.profile = 'srgb';
  }
${lines.join('\n')}
  const { width${format.animates ? '' : ', height'} } = image;
  return { bytes, width, height${format.animates ? `: ${height}` : ''}${naming.readsCamera ? ', ...cameraOf(finished)' : ''} };
}`;
}

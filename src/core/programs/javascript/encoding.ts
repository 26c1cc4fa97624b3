import { fitRules } from '../../formats/fit-under';
import { type Helper, helper } from '../print/helper';
import { isTelling, type ProgramPlan } from '../plan';

/** @param picture the picture that is encoded */
const javascriptAttempt = (picture: string): string =>
  `
  const attempt = (quality, scale) => {
    const options = quality === null ? SAVE_OPTIONS : { ...SAVE_OPTIONS, Q: quality };
    return { ...saved(image, ${picture}, options), quality };
  };
  const fits = ({ bytes }) => bytes.length <= FIT_UNDER;`.slice(1);

/** Looks for the highest quality at full size; goes on where there is none. */
const javascriptBisection = (lowest: number): string =>
  `
  let whole = attempt(QUALITY, 1);
  if (fits(whole)) return whole;
  if (QUALITY !== null && QUALITY > ${lowest}) {
    whole = attempt(${lowest}, 1);
    if (fits(whole)) {
      let [low, high, best] = [${lowest}, QUALITY, whole];
      while (high - low > 1) {
        const middle = Math.round((low + high) / 2);
        const tried = attempt(middle, 1);
        if (fits(tried)) [low, best] = [middle, tried];
        else high = middle;
      }
      return best;
    }
  }`.slice(1);

/** How JavaScript programs write files; the same as workers/export/encode.ts in the browser. */
export const javascriptEncoding: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    encode: helper(`
/** The picture as the bytes of a file, and what names may tell of it. */
function encode(image) {
  return { ...saved(image, image, SAVE_OPTIONS), quality: QUALITY };
}`),
    fit_quality: helper(`
/** The highest quality of at most FIT_UNDER bytes, and what names may tell of it. */
function encode(lazy) {
  const image = lazy.copyMemory();
${javascriptAttempt('image')}
${javascriptBisection(fitRules.min)}
  throw new Error(\`it does not fit under \${FIT_UNDER} bytes at its size\`);
}`),
    fit_under: helper(
      `
/**
 * The best encoding of at most FIT_UNDER bytes, and what names may tell of it: the highest quality
 * down to ${fitRules.floor} at full size; when even that is too large, the largest size at a middling quality, and
 * where that is tiny, at the lowest.
 */
function encode(lazy) {
  const image = lazy.copyMemory();
${javascriptAttempt('scale === 1 ? image : shrunk(image, scale)')}
${javascriptBisection(fitRules.floor)}
  const longest = Math.max(whole.width, whole.height);
  // One pixel tells what everything but the pixels takes, such as metadata.
  const bare = attempt(QUALITY === null ? null : ${fitRules.min}, 1 / longest);
  if (!fits(bare)) throw new Error(\`even one pixel of it takes more than \${FIT_UNDER} bytes\`);
  const left = FIT_UNDER - bare.bytes.length;
  const share = ({ bytes }) => Math.sqrt((${fitRules.aim} * left) / Math.max(1, bytes.length - bare.bytes.length));
  const shrink = (quality) => {
    let best = bare;
    let [fitting, failing] = [1 / longest, 1];
    let scale = share(whole);
    for (let guess = 0; guess < ${fitRules.guesses}; guess += 1) {
      // What is known on both sides bounds the guess.
      if (scale <= fitting || scale >= failing) scale = Math.sqrt(fitting * failing);
      const tried = attempt(quality, scale);
      if (fits(tried)) {
        [best, fitting] = [tried, scale];
        if (tried.bytes.length - bare.bytes.length >= ${fitRules.close} * left) break;
      } else failing = scale;
      if ((failing - fitting) * longest < 1 || failing < 1.01 * fitting) break;
      scale *= share(tried);
    }
    return best;
  };
  const quality = QUALITY === null ? null : Math.min(QUALITY, ${fitRules.ofSmaller});
  const best = shrink(quality);
  const isTiny = Math.min(best.width, best.height) < Math.min(${fitRules.side}, whole.width, whole.height);
  if (!isTiny || quality === null || quality === ${fitRules.min}) return best;
  const worse = shrink(${fitRules.min});
  return worse.width > best.width ? worse : best;
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
  const embeddedPipeline = carriesPipeline
    ? `passportOf(${format.animates ? 'framesOf(finished)[0]' : 'finished'})`
    : 'null';
  const { xmpBytes } = format.holds;
  const telling = [
    `  const told = freshlyTold(toldBy(image), image.width, ${height});`,
    `  const xmp = stamped(told.xmp, ${embeddedPipeline});`,
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

import { bytesInWords, number } from '../../core/base/words';
import { formats } from '../../core/formats/index';
import { limits } from '../../core/base/limits';

const megapixels = (pixels: number): string => `${Math.round(pixels / 1e6)} MP`;

/** Every limit a person can meet, in words: what is limited, and how. */
export const limitsTable: readonly (readonly [what: string, limit: string])[] = [
  ['Picture file', bytesInWords(limits.fileBytes)],
  [
    'Picture size',
    `asks above ${megapixels(limits.questionPixels)}, refuses above ${megapixels(limits.refusalPixels)}`,
  ],
  [
    'Picture size on phones and small devices',
    `asks above ${megapixels(limits.smallDevice.questionPixels)}, refuses above ` +
      megapixels(limits.smallDevice.refusalPixels),
  ],
  ['Longest side that is read', `${number(limits.sidePixels)} px`],
  ['Channels', `${limits.bands}, transparency included`],
  ['Watermark picture', `kept with a long side of ${number(limits.assetSide)} px`],
  [
    'Vector pictures (SVG)',
    `drawn with a long side of at most ${number(limits.rasterSide)} px, or as you choose`,
  ],
  ['Groups inside each other in an SVG', String(limits.contents.depth)],
  ['Comments of a PNG', `${bytesInWords(limits.contents.textBytes)} unpacked`],
  ...formats.map(
    ({ label, longestSide }) =>
      [`${label} that is written`, `${number(longestSide)} px per side`] as const,
  ),
  ['Memory of the image engine', bytesInWords(limits.engineBytes)],
  ['Preview', `long side of ${number(limits.proxySide)} px, real pixels from 100 % on`],
  ['Pipeline', `${limits.document.steps} steps`],
  ['Pipeline file', bytesInWords(limits.document.bytes)],
  ['Pipeline file in YAML', `${number(limits.yamlMarks)} lines and list entries`],
  ['Names of steps and pipelines', `${limits.document.nameLength} characters`],
  [
    'Link that is written',
    `warns above ${number(limits.link.warnLength)} characters, a file above ${number(limits.link.maxWrite)}`,
  ],
  [
    'Link that is read',
    `${number(limits.link.hashLength)} characters, ${bytesInWords(limits.link.inflatedBytes)} unpacked`,
  ],
  ['Undo', `${limits.undo} changes`],
  [
    'One job',
    `${limits.jobTotal / 60_000} minutes, more for slow formats; ${limits.jobSilence / 1000} s without a sign of life`,
  ],
];

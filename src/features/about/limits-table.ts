import { limits } from '../../core/limits';

const MiB = 1024 * 1024;
const megapixels = (pixels: number): string => `${Math.round(pixels / 1e6)} MP`;
const count = (value: number): string => value.toLocaleString('en-GB');

/** Every limit a person can meet, in words: what is limited, and how. */
export const limitsTable: readonly (readonly [what: string, limit: string])[] = [
  ['Picture file', `${limits.fileBytes / MiB} MiB`],
  [
    'Picture size',
    `asks above ${megapixels(limits.questionPixels)}, refuses above ${megapixels(limits.refusalPixels)}`,
  ],
  [
    'Picture size on phones and small devices',
    `asks above ${megapixels(limits.smallDevice.questionPixels)}, refuses above ` +
      megapixels(limits.smallDevice.refusalPixels),
  ],
  ['Longest side that is read', `${count(limits.sidePixels)} px`],
  ['Channels', `${limits.bands}, transparency included`],
  ['Watermark picture', `kept with a long side of ${count(limits.assetSide)} px`],
  [
    'Vector pictures (SVG)',
    `drawn with a long side of at most ${count(limits.rasterSide)} px, or as you choose`,
  ],
  ['JPEG that is written', `${count(limits.outputSide.jpeg)} px per side`],
  ['PNG that is written', `${count(limits.outputSide.png)} px per side`],
  ['WebP that is written', `${count(limits.outputSide.webp)} px per side`],
  ['TIFF that is written', `${count(limits.outputSide.tiff)} px per side`],
  ['GIF that is written', `${count(limits.outputSide.gif)} px per side`],
  ['Memory of the image engine', `${limits.engineBytes / MiB / 1024} GiB`],
  ['Preview', `long side of ${count(limits.proxySide)} px, real pixels from 100 % on`],
  ['Pipeline', `${limits.document.steps} steps`],
  ['Pipeline file', `${limits.document.bytes / MiB} MiB`],
  ['Pipeline file in YAML', `${count(limits.yamlMarks)} lines and list entries`],
  ['Names of steps and pipelines', `${limits.document.nameLength} characters`],
  [
    'Link that is written',
    `warns above ${count(limits.link.warnLength)} characters, a file above ${count(limits.link.writeMost)}`,
  ],
  [
    'Link that is read',
    `${limits.link.hashLength / 1024} KiB, ${limits.link.inflatedBytes / 1024} KiB unpacked`,
  ],
  ['Undo', `${limits.undo} changes`],
  [
    'One job',
    `${limits.jobTotal / 60_000} minutes, ${limits.jobSilence / 1000} s without progress`,
  ],
];

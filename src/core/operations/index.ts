import { autoLevels } from './auto-levels';
import { border } from './border';
import { boxBlur } from './box-blur';
import { brightness } from './brightness';
import { channelMixer } from './channel-mixer';
import { clarity } from './clarity';
import { colourBalance } from './colour-balance';
import { contrast } from './contrast';
import { crop } from './crop';
import { curves } from './curves';
import type { Operation } from './define';
import { dropShadow } from './drop-shadow';
import { duotone } from './duotone';
import { edges } from './edges';
import { emboss } from './emboss';
import { equalise } from './equalise';
import { evenLight } from './even-light';
import { exposure } from './exposure';
import { flip } from './flip';
import { gamma } from './gamma';
import { gaussianBlur } from './gaussian-blur';
import { glow } from './glow';
import { gradientMap } from './gradient-map';
import { grain } from './grain';
import { grayscale } from './grayscale';
import { highlightsShadows } from './highlights-shadows';
import { hue } from './hue';
import { imageWatermark } from './image-watermark';
import { invert } from './invert';
import { levels } from './levels';
import { localContrast } from './local-contrast';
import { median } from './median';
import { motionBlur } from './motion-blur';
import { noiseReduction } from './noise-reduction';
import { pad } from './pad';
import { perspective } from './perspective';
import { pixelate } from './pixelate';
import { posterise } from './posterise';
import { redact } from './redact';
import { resize } from './resize';
import { rotate } from './rotate';
import { roundedCorners } from './rounded-corners';
import { saturation } from './saturation';
import { selectiveColour } from './selective-colour';
import { sepia } from './sepia';
import { sharpen } from './sharpen';
import { smartCrop } from './smart-crop';
import { splitTone } from './split-tone';
import { straighten } from './straighten';
import { textWatermark } from './text-watermark';
import { threshold } from './threshold';
import { tint } from './tint';
import { trim } from './trim';
import { unsharp } from './unsharp';
import { vibrance } from './vibrance';
import { vignette } from './vignette';
import { whiteBalance } from './white-balance';

/** Every operation, in the order in which the add-step dialog lists them within their group. */
export const operations: readonly Operation[] = [
  crop,
  straighten,
  rotate,
  flip,
  resize,
  pad,
  trim,
  smartCrop,
  perspective,
  exposure,
  brightness,
  contrast,
  gamma,
  levels,
  curves,
  highlightsShadows,
  autoLevels,
  equalise,
  localContrast,
  evenLight,
  clarity,
  whiteBalance,
  saturation,
  vibrance,
  hue,
  tint,
  colourBalance,
  selectiveColour,
  channelMixer,
  grayscale,
  sepia,
  duotone,
  gradientMap,
  splitTone,
  invert,
  posterise,
  threshold,
  sharpen,
  unsharp,
  noiseReduction,
  median,
  gaussianBlur,
  boxBlur,
  motionBlur,
  pixelate,
  emboss,
  edges,
  vignette,
  grain,
  glow,
  border,
  roundedCorners,
  dropShadow,
  textWatermark,
  imageWatermark,
  redact,
];

/** Operations by id. A Map, so that an id such as "constructor" finds nothing. */
export const operationsById: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.id, operation]),
);

import { autoLevels } from './light/auto-levels';
import { border } from './effect/border';
import { boxBlur } from './detail/box-blur';
import { brightness } from './light/brightness';
import { channelMixer } from './colour/channel-mixer';
import { clarity } from './light/clarity';
import { colourBalance } from './colour/colour-balance';
import { contrast } from './light/contrast';
import { crop } from './geometry/crop';
import { curves } from './light/curves';
import type { Operation } from './define';
import { dropShadow } from './effect/drop-shadow';
import { duotone } from './colour/duotone';
import { edges } from './detail/edges';
import { emboss } from './detail/emboss';
import { equalise } from './light/equalise';
import { evenLight } from './light/even-light';
import { exposure } from './light/exposure';
import { flip } from './geometry/flip';
import { gamma } from './light/gamma';
import { gaussianBlur } from './detail/gaussian-blur';
import { glow } from './effect/glow';
import { gradientMap } from './colour/gradient-map';
import { grain } from './effect/grain';
import { grayscale } from './colour/grayscale';
import { highlightsShadows } from './light/highlights-shadows';
import { hue } from './colour/hue';
import { imageWatermark } from './effect/image-watermark';
import { invert } from './colour/invert';
import { makeKnown } from './known';
import { levels } from './light/levels';
import { localContrast } from './light/local-contrast';
import { median } from './detail/median';
import { motionBlur } from './detail/motion-blur';
import { noiseReduction } from './detail/noise-reduction';
import { pad } from './geometry/pad';
import { perspective } from './geometry/perspective';
import { pixelate } from './detail/pixelate';
import { posterise } from './colour/posterise';
import { redact } from './effect/redact';
import { resize } from './geometry/resize';
import { rotate } from './geometry/rotate';
import { roundedCorners } from './effect/rounded-corners';
import { saturation } from './colour/saturation';
import { selectiveColour } from './colour/selective-colour';
import { sepia } from './colour/sepia';
import { sharpen } from './detail/sharpen';
import { smartCrop } from './geometry/smart-crop';
import { splitTone } from './colour/split-tone';
import { straighten } from './geometry/straighten';
import { textWatermark } from './effect/text-watermark';
import { threshold } from './colour/threshold';
import { tint } from './colour/tint';
import { trim } from './geometry/trim';
import { unsharp } from './detail/unsharp';
import { vibrance } from './colour/vibrance';
import { vignette } from './effect/vignette';
import { whiteBalance } from './colour/white-balance';

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

makeKnown(operations);

export { operationsById } from './known';

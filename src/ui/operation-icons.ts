import Aperture from '@lucide/svelte/icons/aperture';
import Blend from '@lucide/svelte/icons/blend';
import Blinds from '@lucide/svelte/icons/blinds';
import Box from '@lucide/svelte/icons/box';
import BrushCleaning from '@lucide/svelte/icons/brush-cleaning';
import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleSlash2 from '@lucide/svelte/icons/circle-slash-2';
import Coffee from '@lucide/svelte/icons/coffee';
import Contrast from '@lucide/svelte/icons/contrast';
import Copy from '@lucide/svelte/icons/copy';
import Crop from '@lucide/svelte/icons/crop';
import Diamond from '@lucide/svelte/icons/diamond';
import DiamondPlus from '@lucide/svelte/icons/diamond-plus';
import Droplet from '@lucide/svelte/icons/droplet';
import Droplets from '@lucide/svelte/icons/droplets';
import Expand from '@lucide/svelte/icons/expand';
import EyeOff from '@lucide/svelte/icons/eye-off';
import Frame from '@lucide/svelte/icons/frame';
import Grid2x2 from '@lucide/svelte/icons/grid-2x2';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import LampDesk from '@lucide/svelte/icons/lamp-desk';
import Layers from '@lucide/svelte/icons/layers';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import Mountain from '@lucide/svelte/icons/mountain';
import PaintBucket from '@lucide/svelte/icons/paint-bucket';
import Palette from '@lucide/svelte/icons/palette';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Pipette from '@lucide/svelte/icons/pipette';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import Ruler from '@lucide/svelte/icons/ruler';
import Scale from '@lucide/svelte/icons/scale';
import Scaling from '@lucide/svelte/icons/scaling';
import Scan from '@lucide/svelte/icons/scan';
import Scissors from '@lucide/svelte/icons/scissors';
import Shuffle from '@lucide/svelte/icons/shuffle';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Spline from '@lucide/svelte/icons/spline';
import Sprout from '@lucide/svelte/icons/sprout';
import SquareCenterlineDashedVertical from '@lucide/svelte/icons/square-centerline-dashed-vertical';
import SquareDashed from '@lucide/svelte/icons/square-dashed';
import SquareEqual from '@lucide/svelte/icons/square-equal';
import SquareRoundCorner from '@lucide/svelte/icons/square-round-corner';
import SquareSplitVertical from '@lucide/svelte/icons/square-split-vertical';
import Stamp from '@lucide/svelte/icons/stamp';
import Sun from '@lucide/svelte/icons/sun';
import SunDim from '@lucide/svelte/icons/sun-dim';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Sunset from '@lucide/svelte/icons/sunset';
import Thermometer from '@lucide/svelte/icons/thermometer';
import Type from '@lucide/svelte/icons/type';
import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import Wind from '@lucide/svelte/icons/wind';
import type { Component } from 'svelte';
import type { IconName } from '../core/operations/icons';

/** The picture of each icon that an operation may name; `size` is in CSS pixels. */
export const operationIcons: Readonly<Record<IconName, Component<{ size?: number }>>> = {
  aperture: Aperture,
  blend: Blend,
  blinds: Blinds,
  box: Box,
  'brush-cleaning': BrushCleaning,
  'chart-no-axes-column': ChartNoAxesColumn,
  'chart-spline': ChartSpline,
  'circle-dot': CircleDot,
  'circle-slash-2': CircleSlash2,
  coffee: Coffee,
  contrast: Contrast,
  copy: Copy,
  crop: Crop,
  diamond: Diamond,
  'diamond-plus': DiamondPlus,
  droplet: Droplet,
  droplets: Droplets,
  expand: Expand,
  'eye-off': EyeOff,
  frame: Frame,
  'grid-2x2': Grid2x2,
  'grid-3x3': Grid3x3,
  'image-plus': ImagePlus,
  'lamp-desk': LampDesk,
  layers: Layers,
  lightbulb: Lightbulb,
  mountain: Mountain,
  'paint-bucket': PaintBucket,
  palette: Palette,
  'pencil-line': PencilLine,
  pipette: Pipette,
  'rotate-cw': RotateCw,
  ruler: Ruler,
  scale: Scale,
  scaling: Scaling,
  scan: Scan,
  scissors: Scissors,
  shuffle: Shuffle,
  'sliders-horizontal': SlidersHorizontal,
  sparkles: Sparkles,
  spline: Spline,
  sprout: Sprout,
  'square-centerline-dashed-vertical': SquareCenterlineDashedVertical,
  'square-dashed': SquareDashed,
  'square-equal': SquareEqual,
  'square-round-corner': SquareRoundCorner,
  'square-split-vertical': SquareSplitVertical,
  stamp: Stamp,
  sun: Sun,
  'sun-dim': SunDim,
  'sun-moon': SunMoon,
  sunset: Sunset,
  thermometer: Thermometer,
  type: Type,
  'wand-sparkles': WandSparkles,
  wind: Wind,
};

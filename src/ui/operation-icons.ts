import Aperture from '@lucide/svelte/icons/aperture';
import Blend from '@lucide/svelte/icons/blend';
import Blinds from '@lucide/svelte/icons/blinds';
import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleSlash2 from '@lucide/svelte/icons/circle-slash-2';
import Coffee from '@lucide/svelte/icons/coffee';
import Contrast from '@lucide/svelte/icons/contrast';
import Crop from '@lucide/svelte/icons/crop';
import Diamond from '@lucide/svelte/icons/diamond';
import Droplet from '@lucide/svelte/icons/droplet';
import Droplets from '@lucide/svelte/icons/droplets';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import Layers from '@lucide/svelte/icons/layers';
import Mountain from '@lucide/svelte/icons/mountain';
import PaintBucket from '@lucide/svelte/icons/paint-bucket';
import Palette from '@lucide/svelte/icons/palette';
import Pipette from '@lucide/svelte/icons/pipette';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import Scale from '@lucide/svelte/icons/scale';
import Scaling from '@lucide/svelte/icons/scaling';
import Shuffle from '@lucide/svelte/icons/shuffle';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Spline from '@lucide/svelte/icons/spline';
import SquareCenterlineDashedVertical from '@lucide/svelte/icons/square-centerline-dashed-vertical';
import SquareSplitVertical from '@lucide/svelte/icons/square-split-vertical';
import Sun from '@lucide/svelte/icons/sun';
import SunDim from '@lucide/svelte/icons/sun-dim';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Sunset from '@lucide/svelte/icons/sunset';
import Thermometer from '@lucide/svelte/icons/thermometer';
import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import type { Component } from 'svelte';
import type { IconName } from '../core/operations/icons';

/** The picture of each icon that an operation may name; `size` is in CSS pixels. */
export const operationIcons: Readonly<Record<IconName, Component<{ size?: number }>>> = {
  aperture: Aperture,
  blend: Blend,
  blinds: Blinds,
  'chart-no-axes-column': ChartNoAxesColumn,
  'chart-spline': ChartSpline,
  'circle-dot': CircleDot,
  'circle-slash-2': CircleSlash2,
  coffee: Coffee,
  contrast: Contrast,
  crop: Crop,
  diamond: Diamond,
  droplet: Droplet,
  droplets: Droplets,
  'grid-3x3': Grid3x3,
  layers: Layers,
  mountain: Mountain,
  'paint-bucket': PaintBucket,
  palette: Palette,
  pipette: Pipette,
  'rotate-cw': RotateCw,
  scale: Scale,
  scaling: Scaling,
  shuffle: Shuffle,
  'sliders-horizontal': SlidersHorizontal,
  sparkles: Sparkles,
  spline: Spline,
  'square-centerline-dashed-vertical': SquareCenterlineDashedVertical,
  'square-split-vertical': SquareSplitVertical,
  sun: Sun,
  'sun-dim': SunDim,
  'sun-moon': SunMoon,
  sunset: Sunset,
  thermometer: Thermometer,
  'wand-sparkles': WandSparkles,
};

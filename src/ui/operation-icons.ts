import Aperture from '@lucide/svelte/icons/aperture';
import Blend from '@lucide/svelte/icons/blend';
import Contrast from '@lucide/svelte/icons/contrast';
import Crop from '@lucide/svelte/icons/crop';
import Diamond from '@lucide/svelte/icons/diamond';
import Droplet from '@lucide/svelte/icons/droplet';
import Droplets from '@lucide/svelte/icons/droplets';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import Scaling from '@lucide/svelte/icons/scaling';
import Mirror from '@lucide/svelte/icons/square-centerline-dashed-vertical';
import Sun from '@lucide/svelte/icons/sun';
import Thermometer from '@lucide/svelte/icons/thermometer';
import type { Component } from 'svelte';
import type { IconName } from '../core/operations/icons';

/** The picture of each icon that an operation may name; `size` is in CSS pixels. */
export const operationIcons: Readonly<Record<IconName, Component<{ size?: number }>>> = {
  aperture: Aperture,
  blend: Blend,
  contrast: Contrast,
  crop: Crop,
  diamond: Diamond,
  droplet: Droplet,
  droplets: Droplets,
  'rotate-cw': RotateCw,
  scaling: Scaling,
  'square-centerline-dashed-vertical': Mirror,
  sun: Sun,
  thermometer: Thermometer,
};

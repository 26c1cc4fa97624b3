/** Icons that operations use, by their names in the lucide set. */
export const iconNames = [
  'aperture',
  'blend',
  'contrast',
  'crop',
  'diamond',
  'droplet',
  'droplets',
  'rotate-cw',
  'scaling',
  'square-centerline-dashed-vertical',
  'sun',
  'thermometer',
] as const;

export type IconName = (typeof iconNames)[number];

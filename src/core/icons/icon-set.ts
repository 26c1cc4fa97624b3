import { initialExportSettings, type ExportSettings } from '../formats/settings';
import { initialValues, type Operation, type Values } from '../operations/define';
import { dropShadow } from '../operations/effect/drop-shadow';
import { pad } from '../operations/geometry/pad';
import { resize } from '../operations/geometry/resize';
import { joinSteps } from '../pipeline/edit';
import type { KnownStep, Pipeline } from '../pipeline/pipeline';

/** What an icon is for, which says what lies around the picture and under it. */
export type IconUse = 'icon' | 'touch' | 'maskable';

/** One picture of the set. */
export interface Icon {
  /** Its file; those of one name ending in ".ico" share that file. */
  readonly file: string;
  /** Pixels of each side. */
  readonly side: number;
  readonly use: IconUse;
}

export const icoFileName = 'favicon.ico';
export const touchFileName = 'apple-touch-icon.png';

/**
 * Every icon that a site needs: favicon.ico for old browsers and tools that ask for it by name, the
 * sides that browsers want of a web app manifest (192 and 512), and what iOS shows (180).
 */
export const icons: readonly Icon[] = [
  ...[16, 32, 48].map((side): Icon => ({ file: icoFileName, side, use: 'icon' })),
  ...[16, 32, 48, 64, 96, 128, 192, 256, 512].map((side): Icon => ({
    file: `icon-${side}.png`,
    side,
    use: 'icon',
  })),
  { file: touchFileName, side: 180, use: 'touch' },
  ...[192, 512].map((side): Icon => ({ file: `icon-maskable-${side}.png`, side, use: 'maskable' })),
];

/** How a picture that is no square becomes one. */
export type IconFit = 'fill' | 'inside';

export interface IconChoices {
  readonly fit: IconFit;
  /** Lies under icons that must not be transparent, as `#rrggbb`. */
  readonly ground: string;
}

/**
 * The share of a maskable icon's side within which nothing is cut off, whatever shape a device gives
 * it: a circle of that diameter (W3C, "Web Application Manifest", icon masks and safe zone).
 */
const safeZone = 0.8;

/** Returns the side of the picture itself within an icon, in pixels. */
function innerSide({ side, use }: Icon): number {
  // The same number of pixels on both sides of it.
  return use === 'maskable' ? side - 2 * Math.ceil((side * (1 - safeZone)) / 2) : side;
}

const step = (operation: Operation, id: string, values: Values): KnownStep => ({
  kind: 'known',
  id: `icon-${id}`,
  operation: operation.id,
  enabled: true,
  values: { ...initialValues(operation), ...values },
});

/** Returns the pipeline that makes an icon of a pipeline's result. */
export function iconPipeline(pipeline: Pipeline, icon: Icon, choices: IconChoices): Pipeline {
  const inner = innerSide(icon);
  const margin = (icon.side - inner) / 2;
  const ground = choices.ground;
  const steps = [
    ...(choices.fit === 'inside'
      ? [step(pad, 'square', { to: '1:1', background: 'transparent' })]
      : []),
    step(resize, 'size', { mode: 'fill', width: inner, height: inner, enlarge: true }),
    ...(margin > 0
      ? [
          step(pad, 'safe-zone', {
            to: 'sides',
            top: margin,
            right: margin,
            bottom: margin,
            left: margin,
            background: 'colour',
            colour: ground,
          }),
        ]
      : []),
    // A shadow that is not to be seen lays the picture on its ground.
    ...(icon.use === 'icon'
      ? []
      : [
          step(dropShadow, 'ground', {
            x: 0,
            y: 0,
            blur: 0,
            opacity: 0,
            ground: 'colour',
            groundColour: ground,
          }),
        ]),
  ];
  return { ...pipeline, steps: joinSteps(pipeline.steps, steps) };
}

/** The settings of every icon: PNG of 8 bits that says nothing of the picture it was made of. */
export function iconSettings(): ExportSettings {
  const initial = initialExportSettings();
  const png = { ...initial.values.png, depth: '8', compression: 9 };
  return {
    ...initial,
    format: 'png',
    values: { ...initial.values, png },
    metadata: 'none',
  };
}

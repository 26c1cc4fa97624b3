import type { Component } from 'svelte';
import type { ParameterKind } from '../../core/parameters';
import ChoiceParameter from './ChoiceParameter.svelte';
import ColourParameter from './ColourParameter.svelte';
import type { FieldProps } from './field';
import NumericParameter from './NumericParameter.svelte';
import PointParameter from './PointParameter.svelte';
import RectangleParameter from './RectangleParameter.svelte';
import ToggleParameter from './ToggleParameter.svelte';

type Field = Component<FieldProps>;

/** A field that few steps have: its code is fetched when the first one is shown. */
interface LateField {
  load(): Promise<{ readonly default: Field }>;
}

/** The field of each kind of parameter. A new kind does not compile until it has one. */
export const fieldByKind: Readonly<Record<ParameterKind, Field | LateField>> = {
  number: NumericParameter,
  pixels: NumericParameter,
  choice: ChoiceParameter,
  toggle: ToggleParameter,
  colour: ColourParameter,
  point: PointParameter,
  rectangle: RectangleParameter,
  rectangles: { load: () => import('./RectanglesParameter.svelte') },
  corners: { load: () => import('./CornersParameter.svelte') },
  curve: { load: () => import('./CurveParameter.svelte') },
  text: { load: () => import('./TextParameter.svelte') },
  asset: { load: () => import('./AssetParameter.svelte') },
};

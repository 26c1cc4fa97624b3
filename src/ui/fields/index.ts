import type { Component } from 'svelte';
import type { ParameterKind } from '../../core/operations/parameters';
import AssetParameter from './AssetParameter.svelte';
import ChoiceParameter from './ChoiceParameter.svelte';
import ColourParameter from './ColourParameter.svelte';
import CurveParameter from './CurveParameter.svelte';
import type { FieldProps } from './field';
import NumericParameter from './NumericParameter.svelte';
import PointParameter from './PointParameter.svelte';
import RectangleParameter from './RectangleParameter.svelte';
import RectanglesParameter from './RectanglesParameter.svelte';
import TextParameter from './TextParameter.svelte';
import ToggleParameter from './ToggleParameter.svelte';

/** The field of each kind of parameter. A new kind does not compile until it has one. */
export const fieldByKind: Readonly<Record<ParameterKind, Component<FieldProps>>> = {
  number: NumericParameter,
  pixels: NumericParameter,
  choice: ChoiceParameter,
  toggle: ToggleParameter,
  colour: ColourParameter,
  point: PointParameter,
  rectangle: RectangleParameter,
  rectangles: RectanglesParameter,
  curve: CurveParameter,
  text: TextParameter,
  asset: AssetParameter,
};

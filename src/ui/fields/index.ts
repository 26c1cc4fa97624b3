import type { Component } from 'svelte';
import type { ParameterKind } from '../../core/operations/parameters';
import ChoiceParameter from './ChoiceParameter.svelte';
import ColourParameter from './ColourParameter.svelte';
import type { FieldProps } from './field';
import LateField from './LateField.svelte';
import NumericParameter from './NumericParameter.svelte';
import PointParameter from './PointParameter.svelte';
import RectangleParameter from './RectangleParameter.svelte';
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
  rectangles: LateField,
  curve: LateField,
  text: LateField,
  asset: LateField,
};

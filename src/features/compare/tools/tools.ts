// What works on the picture by hand; fetched apart from the first screen.
export { default as CropBar } from './CropBar.svelte';
export { default as CropTool } from './CropTool.svelte';
export { default as DrawTool } from './DrawTool.svelte';
export { default as NeutralPicker } from './NeutralPicker.svelte';
export { default as PickBar } from './PickBar.svelte';

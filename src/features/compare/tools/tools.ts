// What works on the picture by hand; fetched apart from the first screen.
export { default as CropBar } from './CropBar.svelte';
export { default as PickBar } from './PickBar.svelte';
export { default as PictureTool } from './PictureTool.svelte';

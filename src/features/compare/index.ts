export { default as Compare } from './Compare.svelte';
export { viewerKey } from './viewer/viewer-keys';

export { default as Compare } from './Compare.svelte';
export { viewerKey, viewerShortcuts, type Shortcut } from './viewer/viewer-keys';

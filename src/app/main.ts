import { mount } from 'svelte';
import type { Isolation } from '../platform/isolation';
import App from './App.svelte';

/**
 * Starts the app inside `target`, which is empty. Where the page is not isolated, the boot script
 * has already said why, and nothing may call the image engine.
 */
export function start(target: HTMLElement, isolation: Isolation): void {
  mount(App, { target, props: { isolation } });
}

import { messageOf } from '../../core/base/errors';
import type { Component } from 'svelte';
import type Banners from '../shell/Banners.svelte';
import type LateWindows from './LateWindows.svelte';
import type { loaders } from './loaders';
import type { Late } from '../../state/context';
import type { Opening } from '../arriving/opening.svelte';
import type { Notices } from '../../state/screen/notices.svelte';

/** The name of a window. */
export type DialogName = keyof typeof loaders;

export interface WindowProps {
  readonly open: boolean;
  readonly onclose: () => void;
  /** Opens another window in place of this one. */
  readonly onshow: (name: DialogName) => void;
  /** Opens pictures, for windows that do so. */
  readonly opening: Opening;
}

/** Which window is open. */
export class Dialogs {
  /** The window last opened; it stays in the page after closing, so that the focus returns. */
  window = $state.raw<Component<WindowProps> | null>(null);
  open = $state(false);
  /** The windows that are fetched right after the start, null until then. */
  late = $state.raw<typeof LateWindows | null>(null);
  /** The messages across the page, fetched with them. */
  banners = $state.raw<typeof Banners | null>(null);

  constructor(
    private readonly notices: Notices,
    private readonly stores: Late,
  ) {}

  async show(name: DialogName): Promise<void> {
    try {
      const { loaders } = await import('./loaders');
      const { default: window } = await this.stores.after<{ default: Component<WindowProps> }>(
        loaders[name],
      );
      this.window = window;
      this.open = true;
    } catch (error) {
      this.#fail('A window could not be loaded. Reload the page and try again.', error);
    }
  }

  /** Fetches what is needed soon but not for the first paint. */
  async fetchLate(): Promise<void> {
    try {
      const [late, banners] = await Promise.all([
        this.stores.soon(() => import('./LateWindows.svelte')),
        this.stores.soon(() => import('../shell/Banners.svelte')),
        this.stores.after(() => import('./loaders')),
      ]);
      this.late = late.default;
      this.banners = banners.default;
    } catch (error) {
      this.#fail('A part of this page could not be loaded. Reload the page.', error);
    }
  }

  close(): void {
    this.open = false;
  }

  /** A site that was updated meanwhile no longer has this version's files. */
  #fail(message: string, error: unknown): void {
    const detail = messageOf(error);
    this.notices.show('error', message, { detail });
  }
}

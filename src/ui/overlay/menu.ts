import type { Component } from 'svelte';

/** One command of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: Component<{ size?: number }> | undefined;
  /** Shown at the end; the keys themselves are handled elsewhere. */
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly danger?: boolean | undefined;
  /** Draws a line above. */
  readonly separated?: boolean | undefined;
}

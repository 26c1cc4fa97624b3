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

/**
 * Returns the index of the command that a key moves the focus to, or null if the key does not move
 * it. `now` is the focused command (-1: none); a letter goes to the next command that begins with it.
 */
export function entryForKey(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  labels: readonly string[],
  now: number,
): number | null {
  const count = labels.length;
  if (count === 0) return null;
  if (key === 'ArrowDown') return (now + 1) % count;
  if (key === 'ArrowUp') return now <= 0 ? count - 1 : now - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey) return null;
  for (let step = 1; step <= count; step++) {
    const index = (now + step) % count;
    if (labels[index]?.toLowerCase().startsWith(key.toLowerCase())) return index;
  }
  return null;
}

/** Puts a list in the top layer below its button, or above where there is more room. */
export function placeBeside(button: HTMLElement, list: HTMLElement, align: 'start' | 'end'): void {
  const [anchor, menu] = [button.getBoundingClientRect(), list.getBoundingClientRect()];
  const [gap, edge] = [4, 8];
  const below = innerHeight - anchor.bottom - gap - edge;
  const above = anchor.top - gap - edge;
  const upwards = menu.height > below && above > below;
  const left = align === 'end' ? anchor.right - menu.width : anchor.left;
  const height = Math.min(menu.height, upwards ? above : below);
  list.style.left = `${Math.max(edge, Math.min(left, innerWidth - menu.width - edge))}px`;
  list.style.top = `${upwards ? anchor.top - gap - height : anchor.bottom + gap}px`;
  list.style.maxHeight = `${upwards ? above : below}px`;
}

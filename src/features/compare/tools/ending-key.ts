/**
 * Returns which key ends the open tool, wherever the focus is: Escape, or Enter unless what has the
 * focus would be pressed by it; null for other keys, and in a menu or a window, which use both.
 */
export function endingKey({
  key,
  target,
  defaultPrevented,
}: Pick<KeyboardEvent, 'key' | 'target' | 'defaultPrevented'>): 'Enter' | 'Escape' | null {
  if (defaultPrevented || (key !== 'Enter' && key !== 'Escape')) return null;
  const element = target instanceof Element ? target : null;
  if (element?.closest('[role=menu], [role=dialog], dialog')) return null;
  if (key === 'Escape' || element?.closest('[data-hand]')) return key;
  return element?.closest('a, button, input, select, summary, textarea') ? null : key;
}

/**
 * Brings a card into sight: all of it, or its beginning where it is too tall for that. Some of its fields
 * are fetched, so it goes on until a hand is laid on the list. Returns what ends it.
 */
export function intoView(card: HTMLElement): () => void {
  const list = card.closest('fieldset') ?? card;
  const observer = new ResizeObserver(() => {
    const block = card.offsetHeight > list.clientHeight ? 'start' : 'nearest';
    card.scrollIntoView({ block, inline: 'nearest' });
  });
  observer.observe(card);
  const end = () => observer.disconnect();
  const hands = ['pointerdown', 'wheel', 'keydown'] as const;
  for (const hand of hands) list.addEventListener(hand, end, { once: true, passive: true });
  return () => {
    end();
    for (const hand of hands) list.removeEventListener(hand, end);
  };
}

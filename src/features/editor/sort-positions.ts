/** Where a card stands in the list, in pixels from any fixed line. */
export interface Box {
  readonly top: number;
  readonly height: number;
}

/**
 * Returns the index at which the card `from` would stand if it were dropped `offset` pixels below
 * where it was taken: it passes a neighbour once its leading edge is beyond the neighbour's middle.
 */
export function dropIndex(boxes: readonly Box[], from: number, offset: number): number {
  const card = boxes[from];
  if (!card) return from;
  const top = card.top + offset;
  const bottom = top + card.height;
  const middle = (box: Box): number => box.top + box.height / 2;
  const above = boxes.slice(0, from).filter((box) => middle(box) > top).length;
  const below = boxes.slice(from + 1).filter((box) => middle(box) < bottom).length;
  return from - above + below;
}

/**
 * Returns by how many pixels the card `index` gives way while the card `from` hovers over the
 * place `to`: by that card's height and the gap, up or down, or by 0.
 */
export function giveWay(
  boxes: readonly Box[],
  index: number,
  { from, to }: { from: number; to: number },
): number {
  const [card, next, previous] = [boxes[from], boxes[from + 1], boxes[from - 1]];
  if (!card || index === from) return 0;
  const room = next
    ? next.top - card.top
    : previous
      ? card.top + card.height - (previous.top + previous.height)
      : 0;
  if (from < index && index <= to) return -room;
  if (to <= index && index < from) return room;
  return 0;
}

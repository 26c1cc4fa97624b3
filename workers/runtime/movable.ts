/**
 * Returns what of an answer is handed to the page instead of being copied: its bitmaps, and the
 * buffers of its bytes. An answer is the page's: the worker keeps nothing that lies in one.
 */
export function movableIn(answer: unknown, found = new Set<Transferable>()): Set<Transferable> {
  if (answer instanceof ImageBitmap) found.add(answer);
  else if (ArrayBuffer.isView(answer)) {
    if (answer.buffer instanceof ArrayBuffer) found.add(answer.buffer);
  } else if (Array.isArray(answer) || isPlain(answer)) {
    for (const part of Object.values(answer)) movableIn(part, found);
  }
  return found;
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

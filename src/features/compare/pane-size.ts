import type { Size } from './viewport';

/** The size of an element in device pixels, and how many of them make one CSS pixel. */
export interface PaneSize extends Size {
  readonly ratio: number;
}

/**
 * Calls `listener` with the element's size now and whenever it or the screen's density changes.
 * Returns the function that ends it.
 */
export function followSize(element: HTMLElement, listener: (size: PaneSize) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const { clientWidth, clientHeight } = element;
    if (!entry || clientWidth === 0 || clientHeight === 0) return;
    // Safari does not know the size in device pixels, so there it is computed.
    const exact = entry.devicePixelContentBoxSize?.[0];
    const width = exact?.inlineSize ?? Math.round(clientWidth * devicePixelRatio);
    const height = exact?.blockSize ?? Math.round(clientHeight * devicePixelRatio);
    listener({ width, height, ratio: width / clientWidth });
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    observer.observe(element);
  }
  return () => observer.disconnect();
}

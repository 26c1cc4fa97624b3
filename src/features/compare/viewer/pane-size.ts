import type { Size } from '../../../core/base/geometry';

/** The size of an element in device pixels, and how many of them make one CSS pixel. */
export interface PaneSize extends Size {
  readonly ratio: number;
}

/**
 * Returns a length in device pixels. Safari does not know the exact one, and a browser that imitates
 * a phone gives a wrong one; then it is computed.
 */
function devicePixels(length: number, exact: number | undefined): number {
  const computed = length * devicePixelRatio;
  return exact !== undefined && Math.abs(exact - computed) < 2 ? exact : Math.round(computed);
}

/**
 * Calls `listener` with the element's size now and whenever it or the screen's density changes.
 * Returns the function that ends it.
 */
export function followSize(element: HTMLElement, listener: (size: PaneSize) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const { clientWidth, clientHeight } = element;
    if (!entry || clientWidth === 0 || clientHeight === 0) return;
    const exact = entry.devicePixelContentBoxSize?.[0];
    const width = devicePixels(clientWidth, exact?.inlineSize);
    const height = devicePixels(clientHeight, exact?.blockSize);
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

/**
 * Calls `listener` with the element's height in CSS pixels now and whenever it changes. Returns the
 * function that ends it.
 */
export function followHeight(element: HTMLElement, listener: (height: number) => void): () => void {
  const observer = new ResizeObserver(() => listener(element.clientHeight));
  observer.observe(element);
  return () => observer.disconnect();
}

/**
 * Returns where what floats above `trigger` belongs: in the window around it, because assistive
 * technology sees nothing outside an open window, or else in the page's main landmark.
 */
export function portalTarget(trigger: Element | undefined): Element {
  return trigger?.closest('[aria-modal=true]') ?? document.querySelector('main') ?? document.body;
}

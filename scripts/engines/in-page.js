/**
 * Runs in every document before its own scripts, after Testing Library: what a journey asks of a page.
 * Elements are found by role and accessible name, as a screen reader finds them.
 */
(() => {
  const { queryAllByRole } = globalThis.TestingLibraryDom;

  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(
      `security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
    );
  });
  globalThis.addEventListener('error', (event) => console.error(`page error: ${event.message}`));
  globalThis.addEventListener('unhandledrejection', (event) =>
    console.error(`page error: ${event.reason}`),
  );

  // No file dialog can be driven: the input that would have opened one waits in the page instead.
  const click = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type !== 'file') return click.call(this);
    document.querySelector('[data-asked]')?.removeAttribute('data-asked');
    this.dataset.asked = '';
    this.hidden = false;
  };

  const pattern = (name) =>
    name === undefined || typeof name === 'string' ? name : new RegExp(name.source, name.flags);

  /** Returns the elements that `where` describes: `{ role, name, within, isFirst }`. */
  function all({ role, name, within, isFirst }) {
    // A document that is just coming has no body yet.
    const rooms = within === undefined ? [document.body].filter(Boolean) : all(within);
    const options = name === undefined ? {} : { name: pattern(name) };
    const found = rooms.flatMap((room) => queryAllByRole(room, role, options));
    return isFirst ? found.slice(0, 1) : found;
  }

  function facts(element) {
    const { x, y, width, height } = element.getBoundingClientRect();
    return {
      text: (element.innerText ?? '').trim().replace(/\s+/g, ' '),
      value: String(element.value ?? element.getAttribute('aria-valuenow') ?? ''),
      x,
      y,
      width,
      height,
    };
  }

  const isDisabled = (element) =>
    element.matches(':disabled, [aria-disabled="true"]') || element.closest('[inert]') !== null;

  /** Says in a few words which element this is. */
  const named = (element) => element?.outerHTML.replace(/\s+/g, ' ').slice(0, 120) ?? 'nothing';

  /** Returns where the one element can be pressed, or why it cannot. */
  function target(where) {
    const [element, second] = all(where);
    if (element === undefined) return { why: 'is not there' };
    if (second !== undefined)
      return { why: `is ambiguous: ${named(element)} and ${named(second)}` };
    if (isDisabled(element)) return { why: 'is disabled' };
    let box = element.getBoundingClientRect();
    const outside =
      box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
    if (outside) element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return { why: 'has no size' };
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const hit = document.elementFromPoint(point.x, point.y);
    const reaches = [element, ...(element.labels ?? [])].some((part) => part.contains(hit));
    // A control that is drawn by its label may lie above or below what is pressed.
    if (!reaches && !hit?.contains(element)) return { why: `is covered by ${named(hit)}` };
    if (!reaches && !hit.matches('label')) return { why: `lies under the edge of ${named(hit)}` };
    return { point };
  }

  const presses = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  let aim;

  /** Lets the next press reach the element alone: a page may move between the look and the press. */
  function guard(event) {
    const isHit = aim.accepts(event.target);
    if (!isHit) event.stopImmediatePropagation();
    // The button may be held down on the element and let go beside it; a menu is open by then.
    if (event.type === 'pointerdown' || event.type === 'click') aim.isHit = isHit || aim.isOpened();
    if (event.type === 'click') release();
  }

  function release() {
    for (const type of presses) globalThis.removeEventListener(type, guard, true);
  }

  function aimAt(where) {
    const found = target(where);
    if (found.point === undefined) return found;
    const [element] = all(where);
    const parts = [element, ...(element.labels ?? [])];
    const accepts = (hit) =>
      parts.some((part) => part.contains(hit)) || (hit.matches('label') && hit.contains(element));
    const isOpened = () => element.getAttribute('aria-expanded') === 'true';
    aim = { accepts, isOpened, isHit: false };
    for (const type of presses) globalThis.addEventListener(type, guard, true);
    return found;
  }

  globalThis.journey = {
    aimAt,
    /** Whether the press reached what was aimed at; also true in a page that came after it. */
    wasHit: () => {
      release();
      return aim?.isHit ?? true;
    },
    /** Facts of all elements that are described. */
    find: (where) => all(where).map(facts),
    target,
  };
})();

/** The words and elements shown before, or instead of, the app. Text nodes only, never markup. */
import type { IsolationReason } from '../platform/page/isolation';

const headline = 'Images cannot be processed here.';

const explanations: Readonly<Record<IsolationReason, string>> = {
  insecure:
    'This address is not secure (https), and browsers switch off what the image engine needs. ' +
    'You can still look around and edit pipelines. Open the site by its https address.',
  'no-service-worker':
    'This browser window offers no service worker, as in some private windows, and this web host ' +
    'does not send the headers that would make one unnecessary. You can still look around and ' +
    'edit pipelines. Open the site in a normal window or in another browser.',
  blocked:
    'The service worker that prepares this page could not be installed: it may be blocked by a ' +
    'setting or an extension, or the download was interrupted. You can still look around and edit ' +
    'pipelines. Allow site data for this address, then reload.',
  'reload-failed':
    'The page was prepared and loaded again, but the browser still does not isolate it, which the ' +
    'image engine needs. You can still look around and edit pipelines. Close other tabs of this ' +
    'site and reload, or use a current Chrome, Edge, Firefox or Safari.',
};

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

/** Shows, above the app, why it cannot process pictures and what to do. */
export function showIsolationNotice(reason: IsolationReason): void {
  const notice = element('div', 'boot-notice', '');
  notice.setAttribute('role', 'alert');
  notice.append(element('strong', '', headline), explanations[reason]);
  document.getElementById('notice')?.replaceChildren(notice);
}

/** Replaces the whole page by one sentence and one link: nothing here may be clicked by trick. */
export function showFramedPage(): void {
  const page = element('main', 'boot-page', '');
  const link = document.createElement('a');
  link.href = location.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = 'Open in its own tab';
  const words = 'For your safety Pipette does not run inside another page. Open it in its own tab.';
  page.append(element('p', '', words), link);
  document.body.replaceChildren(page);
}

/** Shows that the app could not be loaded, with the technical reason in small print. */
export function showStartFailure(error: unknown): void {
  const page = element('main', 'boot-page', '');
  page.setAttribute('role', 'alert');
  const detail = error instanceof Error ? error.message : String(error);
  page.append(
    element('p', '', 'Pipette could not start. Your saved work is untouched.'),
    element('p', '', 'Check the connection and reload. If it happens again, report these words:'),
    element('small', '', detail),
  );
  document.getElementById('app')?.replaceChildren(page);
}

/** Replaces the words on the empty screen while the app is on its way. */
export function showStatus(text: string): void {
  const status = document.getElementById('boot-status');
  if (status) status.textContent = text;
}

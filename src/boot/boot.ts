/**
 * The first script of the page: sets up Trusted Types, sees to cross-origin isolation, then loads
 * the app, whose script index.html has fetched meanwhile. Small, so that the shell is on screen while that is on
 * its way.
 */
import { ensureIsolation } from '../platform/page/isolation';
import { showFramedPage, showIsolationNotice, showStartFailure, showStatus } from './notices';
import { installTrustedTypes } from './trusted-types';

async function boot(): Promise<void> {
  if (window.top !== window.self) {
    showFramedPage();
    return;
  }
  const isolation = await ensureIsolation(() =>
    showStatus('Getting ready for the first time. This page will load itself once more…'),
  );
  if (isolation === 'reloading') return;
  if (!isolation.isolated) showIsolationNotice(isolation.reason);
  const { start } = await import('../app/main');
  const target = document.getElementById('app');
  if (!target) throw new Error('The page has no element with the id "app".');
  target.replaceChildren();
  await start(target, isolation);
}

installTrustedTypes();
boot().catch((error: unknown) => {
  console.error(error);
  showStartFailure(error);
});

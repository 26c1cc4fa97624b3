import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportStyle } from './style';

it('is the one inline style sheet that the policy of the page allows', () => {
  const page = readFileSync(new URL('../../../../index.html', import.meta.url), 'utf8');
  const hash = createHash('sha256').update(reportStyle).digest('base64');
  // After a change of the style sheet, its hash in index.html has to follow.
  expect(page).toContain(`style-src 'self' 'sha256-${hash}';`);
});

import { appStarted, expect, test } from './support/test';

test('the watch records what must not happen, so that every test here fails on it', async ({
  page,
  site,
  watch,
}) => {
  await page.goto(site.url);
  await appStarted(page);
  expect(watch.problems).toEqual([]);

  await page.evaluate(() => {
    const script = document.createElement('style');
    script.textContent = 'body { color: red }';
    document.head.append(script);
  });
  await expect.poll(() => watch.problems.join('\n')).toContain('security policy: style-src-elem');

  await page.evaluate(() => {
    queueMicrotask(() => {
      throw new Error('thrown by the test');
    });
  });
  await expect.poll(() => watch.problems.join('\n')).toContain('thrown by the test');

  await page.route('https://example.org/**', (route) => route.abort());
  await page.evaluate(() => open('https://example.org/', '_blank')?.close());
  await expect.poll(() => watch.problems.join('\n')).toContain('request to https://example.org/');
  watch.problems.length = 0;
});

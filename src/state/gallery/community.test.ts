import { expect, it } from 'vitest';
import { CommunityPictures } from './community.svelte';

it('has nothing, and nobody to thank, until the site was read', async () => {
  const pictures = new CommunityPictures(() => Promise.resolve({ found: [], complete: true }));
  expect(pictures.entries).toEqual([]);
  expect(pictures.creditOf({ id: 'community:1' })).toBe('');
  expect(await pictures.file({ hash: '1' })).toBeNull();
});

it('is read once, and again where some of it could not be reached', async () => {
  const site = { asked: 0, complete: false };
  const pictures = new CommunityPictures(() => {
    site.asked += 1;
    return Promise.resolve({ found: [], complete: site.complete });
  });
  await pictures.load();
  site.complete = true;
  await Promise.all([pictures.load(), pictures.load()]);
  await pictures.load();
  expect(site.asked).toBe(2);
});

it('is known by the beginning of its ids', () => {
  expect(CommunityPictures.has({ id: 'community:1' })).toBe(true);
  expect(CommunityPictures.has({ id: 'my community:1' })).toBe(false);
});

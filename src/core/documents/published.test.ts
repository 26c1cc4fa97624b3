import { expect, it } from 'vitest';
import { besideMark, isPageBeside, isPublishedList, isPublishedPage } from './published';

it.each([
  ['gallery.json', true],
  ['my site/gallery.json', true],
  ['/gallery.json', false],
  ['a/b/gallery.json', false],
  ['gallery.json/a', false],
  ['other.json', false],
])('takes %s for the list of a published gallery: %s', (path, expected) => {
  expect(isPublishedList(path)).toBe(expected);
});

const list = '<script type="application/json" id="pipette-gallery">';
const beside = `<meta name="${besideMark}">`;

it.each(['<!doctype html>', '\ufeff\n <!DOCTYPE html>'])(
  'knows pages that begin with %j',
  (head) => {
    expect(isPublishedPage(`${head}${list}`)).toBe(true);
    expect(isPageBeside(`${head}${beside}`)).toBe(true);
    expect(isPublishedPage(`${head}${beside}`)).toBe(false);
    expect(isPageBeside(`${head}${list}`)).toBe(false);
  },
);

it('takes nothing for a page that only speaks of one', () => {
  expect(isPublishedPage(`About <!doctype html>${list}`)).toBe(false);
  expect(isPageBeside(`About <!doctype html>${beside}`)).toBe(false);
});

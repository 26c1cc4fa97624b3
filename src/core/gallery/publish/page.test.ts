import { DOMParser } from '@xmldom/xmldom';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { readAny } from '../../documents/read-any';
import { hostileTexts } from '../../testing/hostile-texts';
import { siteOf } from '../../testing/published-site';
import { singlePage, siteTexts } from './files';
import type { Site } from './site';

const textOf = (site: Site, name: string): string =>
  siteTexts(site).find((file) => file.name === name)?.text ?? '';

/** Returns the elements of a page with their attributes' names, in order; QR codes differ. */
const tagsOf = (text: string): string[] =>
  [...text.replace(/<svg\s+class="qr"[\s\S]*?<\/svg>/g, '').matchAll(/<\/?[a-z][^>]*>/gi)].map(
    ([tag]) => tag.replace(/="[^"]*"/g, ''),
  );

const marks: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
};
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, (entity) => marks[entity] ?? entity);

/** Returns the words of a page, without its markup, style and data. */
const wordsOf = (text: string): string =>
  unescaped(text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' '));

const pages = (site: Site): readonly string[] => [textOf(site, 'index.html'), singlePage(site)];

describe('a published gallery as a page', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // As in the pages of reports.
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'prefer-native-element': ['error', { exclude: ['img', 'region'] }],
    },
  });

  it('is valid HTML, with little and with much', async () => {
    const site = siteOf();
    const bare = { ...site, author: '', licence: '', text: '', address: null };
    const [first] = site.pictures;
    if (!first) throw new Error('picture');
    const { caption: _, ...entry } = first.entry;
    const empty = { ...entry, title: '', tags: [], pipeline: { ...entry.pipeline, steps: [] } };
    for (const one of [site, bare, { ...bare, pictures: [{ ...first, entry: empty }] }]) {
      for (const page of pages(one)) {
        const report = await validator.validateString(page);
        const found = report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
        );
        expect(found).toEqual([]);
      }
    }
  });

  it('runs nothing and shows nothing from elsewhere', () => {
    const [beside = '', inside = ''] = pages(siteOf());
    expect(unescaped(beside)).toContain(
      `content="default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"`,
    );
    expect(unescaped(inside)).toContain(
      `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(beside).not.toMatch(/<script/);
    expect([...inside.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script type="application/json" id="pipette-gallery">',
    ]);
    for (const page of [beside, inside]) {
      expect(page).not.toMatch(/\s(?:on\w+|style)=/);
      expect(page).not.toMatch(/<(?:iframe|object|embed|form|base|audio|video)\b/);
      expect(page).not.toMatch(/\ssrc="(?:https?:|\/\/|\/)/);
    }
    expect([...beside.matchAll(/<link rel="(\w+)"/g)].map(([, rel]) => rel)).toEqual([
      'stylesheet',
      'alternate',
      'canonical',
    ]);
    expect(textOf(siteOf(), 'style.css')).not.toMatch(/url\(|@import/);
  });

  it('shows two sizes, before and after, steps in words, a link, its code and the recipe', () => {
    const [page = ''] = pages(siteOf());
    expect(page).toContain('srcset="pictures/0-middle.jpg 600w, pictures/0-picture.jpg 1200w"');
    // Of one of the five it is not known what was before.
    expect(page.match(/<input type="radio" name="compare-/g)).toHaveLength(4 * 11);
    expect(wordsOf(page)).toMatch(/How it was made\s+Changed/);
    expect(page.match(/href="https:\/\/pipette.example\/#1.p.x"/g)).toHaveLength(5);
    expect(page.match(/<svg\s+class="qr"/g)).toHaveLength(5);
    expect(page).toContain('href="recipes/001.json" download="Two moons.json"');
    expect(wordsOf(page)).toContain(
      'Photos by Ada Example · 5 pictures ·  CC BY 4.0  · 27 November 2026',
    );
    expect(wordsOf(page)).toContain('© 2026 Ada Example. You may share');
    expect(page).toContain(
      '<meta property="og:image" content="https://example.org/owls/pictures/0-middle.jpg">',
    );
    expect(textOf({ ...siteOf(), address: null }, 'index.html')).not.toMatch(/og:|canonical|feed/);
  });

  it('carries recipes that Pipette opens', async () => {
    const site = siteOf();
    const bytes = new TextEncoder().encode(textOf(site, 'recipes/002.json'));
    const found = await readAny({ name: '002.json', bytes });
    expect(found).toMatchObject({ ok: true, value: { kind: 'pipeline' } });
    expect(found.ok && found.value.kind === 'pipeline' && found.value.document.pipeline).toEqual(
      site.pictures[1]?.entry.pipeline,
    );
  });

  it('tells nothing of the person but what they said', () => {
    const site = siteOf();
    const all = [...siteTexts(site).map(({ text }) => text), singlePage(site)].join('\n');
    const recipes = singlePage(site).matchAll(/data:application\/json,([^"]*)/g);
    const inside = [...recipes].map(([, text = '']) => decodeURIComponent(text)).join('\n');
    expect(inside).toContain('"pipette"');
    for (const told of [all, inside]) {
      expect(told).not.toMatch(/grandma|secret|2026-11-27T14|00000000000000aa/i);
      expect(told).not.toMatch(/2026-11-26T17:30|0badcafe|7777|9876543/);
    }
  });

  it('shows every hostile text as typed, and makes nothing of it', () => {
    const plain = pages(siteOf({ title: 't', caption: 'c', tag: 'g', name: 'n' })).map(tagsOf);
    for (const hostile of hostileTexts) {
      const site = siteOf({ title: hostile, caption: hostile, tag: hostile, name: hostile });
      for (const [index, page] of pages({ ...site, licence: hostile }).entries()) {
        const licence = /<a><\/a>/;
        const tags = tagsOf(page);
        // A licence of one's own is no link.
        const own = plain[index]?.filter((_, at, all) => !isLicence(all, at)) ?? [];
        expect(tags.join('')).not.toMatch(licence);
        expect(tags).toEqual(own);
        expect(wordsOf(page)).toContain(hostile);
      }
    }
  });

  it('has a feed that is well-formed, whatever people typed', () => {
    for (const hostile of [...hostileTexts, 'x\u0000\u0008\ud83d']) {
      const site = siteOf({ title: hostile, caption: hostile, tag: hostile });
      const feed = textOf(site, 'feed.xml');
      const faults: string[] = [];
      const parsed = new DOMParser({
        onError: (level, text) => {
          // That a letter is one that stands for others is no fault.
          if (level !== 'warning') faults.push(text);
        },
      }).parseFromString(feed, 'text/xml');
      expect(faults).toEqual([]);
      expect(parsed.getElementsByTagName('entry').length).toBe(5);
      expect(parsed.getElementsByTagName('title')[0]?.textContent).toBe(
        hostile.replace(/[\u0000\u0008]|[\ud800-\udfff]/g, '\ufffd'),
      );
    }
  });
});

/** Whether a tag is of the link to the licence, which stands in the line below the title. */
function isLicence(tags: readonly string[], at: number): boolean {
  const first = tags.indexOf('<a href rel>');
  return at === first || at === first + 1;
}

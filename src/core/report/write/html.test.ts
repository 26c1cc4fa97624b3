import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { hostileTexts } from '../../testing/hostile-texts';
import { reportContent, setForReport } from '../../testing/answers/report-content';
import { pipelineInReport } from '../../documents/carriers/read-report';
import { type ReportKind, writeHtml } from '../index';
import { escapeHtml, Markup } from './markup';

const kinds: readonly ReportKind[] = ['visual', 'technical', 'guide', 'performance'];
const profile = {
  steps: [1, 2, 3].map((number) => ({
    id: `step-${number}`,
    medianMs: 20 * number,
    leastMs: 18 * number,
    mostMs: 25 * number,
    runs: 5,
    width: 1200,
    height: 800,
    bands: 3,
    bytes: 2_880_000,
    cached: false,
  })),
  wholeMs: { medianMs: 110, leastMs: 105, mostMs: 130, runs: 5 },
  encode: { format: 'JPEG', bytes: 234_567, medianMs: 60 },
  engineBytesMost: 400_000_000,
  scale: 'full',
} as const;
const suggestions = [
  {
    title: 'Resize before Sharpen',
    detail: 'Fewer pixels to sharpen.',
    beforeMs: 412,
    afterMs: 171,
    runs: 5,
    similarity: { mean: 0.997, worst: 0.981 },
    mostDifference: 6,
  },
];
const page = (kind: ReportKind, ...given: Parameters<typeof reportContent>): string =>
  writeHtml(kind, reportContent(...given)).toString();

/** Returns the words of a page, without its markup, style and data. */
const wordsOf = (text: string): string =>
  text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|#96);/g, (entity) => {
      const marks = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
      return Object.entries(marks).find(([known]) => known === entity)?.[1] ?? '`';
    });

describe('a report as a page', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // The page is written without spaces between elements, and by a machine.
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      // Drawings name themselves; there is no other element for a drawing that stands in the page.
      'prefer-native-element': ['error', { exclude: ['img', 'region'] }],
    },
  });

  it.each(kinds)('%s is valid HTML', async (kind) => {
    const texts = { description: 'A look.', name: 'First', note: 'Not too\nmuch' };
    for (const known of [{}, { profile, suggestions }, { suggestions: [], link: null }]) {
      const report = await validator.validateString(page(kind, texts, known));
      const found = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      );
      expect(found).toEqual([]);
    }
  });

  it.each(kinds)('%s needs nothing but itself and runs nothing', (kind) => {
    const text = page(kind);
    expect(text).toContain(
      `content="default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;"`,
    );
    expect(text).not.toMatch(/\s(?:src|srcset|poster|background|action)="(?!data:image\/)/);
    expect(text).not.toMatch(/<(?:link|iframe|object|embed|form|base|audio|video)\b/);
    expect([...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script type="application/json" id="pipette-pipeline">',
    ]);
    expect(text).not.toMatch(/\s(?:on\w+|style)=/);
    expect(text).not.toMatch(/url\(|@import/);
  });

  it('says what was done, step by step, with pictures before and after', () => {
    const text = page('visual', { name: 'Lift', note: 'The sky was dark.' });
    const words = wordsOf(text);
    const places = ['Warm evening', 'Lift (Exposure)', 'The sky was dark.', 'Sepia', 'Duotone'];
    const found = places.map((word) => words.indexOf(word));
    expect(found.every((place) => place >= 0)).toBe(true);
    expect(found).toEqual([...found].sort((one, other) => one - other));
    expect(words).toContain('Changed the exposure by +0.5 EV');
    // Two of the comparison, one and two crops of each of three steps.
    expect(text.match(/<img/g)).toHaveLength(2 + 3 * 3);
    expect(text.match(/<svg\s+class="histogram"/g)).toHaveLength(6);
    expect(text).toMatch(/<rect width="1" height="1" fill="#304050" ?\/>/);
    expect(text.match(/<input type="radio"/g)).toHaveLength(11);
    expect(text).toMatch(/<svg\s+class="qr"/);
  });

  it('names files and cameras only when they may be named', () => {
    const secret = { fileName: 'grandma-at-home.jpg', camera: 'Secret Camera 9' };
    for (const kind of kinds) {
      const text = page(kind, secret, { named: false });
      expect(text).not.toContain('grandma');
      expect(text).not.toContain('Secret');
    }
    expect(page('technical', secret)).toContain('Secret Camera 9');
    expect(page('visual', secret)).toContain('grandma-at-home.jpg');
  });

  it('gives the measured times with their spread, and what was tried', () => {
    const words = wordsOf(page('performance', {}, { profile, suggestions })).replace(/\s+/g, ' ');
    expect(words).toContain('110 ms on the full-size picture: the median of 5 runs');
    expect(words).toContain('2 Sepia 40 ms 36 ms 50 ms 5 33 %');
    expect(words).toContain('Sum of the steps 120 ms');
    expect(words).toContain('412 ms before, 171 ms after: 58 % less (median of 5 runs)');
    expect(wordsOf(page('performance', {}, { suggestions: [] }))).toContain(
      'Nothing worth changing',
    );
  });

  it('shows every hostile text as typed, and makes nothing of it', () => {
    for (const hostile of hostileTexts) {
      const texts = {
        title: hostile,
        description: hostile,
        name: hostile,
        note: hostile,
        fileName: hostile,
        camera: hostile,
      };
      const content = reportContent(texts, {
        suggestions: suggestions.map((one) => ({ ...one, title: hostile, detail: hostile })),
        link: `https://example.org/#${hostile}`,
        set: setForReport(texts),
      });
      for (const kind of kinds) {
        const text = writeHtml(kind, content).toString();
        const plain = writeHtml(
          kind,
          reportContent(
            { description: 'd', name: 'n', note: 'o' },
            {
              suggestions,
              link: 'https://example.org/#x',
              set: setForReport({ name: 'n' }),
            },
          ),
        ).toString();
        expect(tagsOf(text)).toEqual(tagsOf(plain));
        expect(wordsOf(text)).toContain(hostile);
        const carried = pipelineInReport(text);
        expect(JSON.parse(carried ?? '')).toMatchObject({ name: hostile });
      }
    }
  });
});

/** Returns the elements of a page with their attributes' names, in order; QR codes differ. */
const tagsOf = (text: string): string[] =>
  [...text.replace(/<svg\s+class="qr"[\s\S]*?<\/svg>/g, '').matchAll(/<\/?[a-z][^>]*>/gi)].map(
    ([tag]) => tag.replace(/="[^"]*"/g, ''),
  );

describe('markup', () => {
  it('escapes what ends a text or an attribute, and replaces what no page may hold', () => {
    expect(escapeHtml(`<a b='c' d="e">&\`\u0000`)).toBe(
      '&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;&#96;\ufffd',
    );
  });

  it('cannot be made of a text', () => {
    expect(() => new Markup(Symbol('markup'), '<script>')).toThrow(TypeError);
  });
});

import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { pipelineInReport } from '../../documents/carriers/read-report';
import { hostileTexts } from '../../testing/hostile-texts';
import { reportContent, setForReport, type Texts } from '../../testing/answers/report-content';
import { type ReportKind, writeMarkdown } from '../index';
import { escapeMarkdown } from './markdown';

const kinds: readonly ReportKind[] = ['visual', 'technical', 'guide', 'performance'];
const everywhere = (text: string) => ({
  title: text,
  description: text,
  name: text,
  note: text,
  fileName: text,
  camera: text,
});

/** Returns the kinds of blocks, and in tables their sizes: what a reader sees of the structure. */
const structure = (markdown: string): string[] =>
  marked.lexer(markdown).map((token) => {
    if (token.type === 'table') {
      const { header, rows } = token as Tokens.Table;
      return `table ${header.length} × ${rows.length}`;
    }
    return token.type === 'heading' ? `heading ${(token as Tokens.Heading).depth}` : token.type;
  });

/** Returns the elements of what Markdown renders to. */
const elements = async (markdown: string): Promise<string[]> =>
  [...(await marked.parse(markdown)).matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name);

describe('a report as Markdown', () => {
  it('renders to headings, tables, pictures and the pipeline', async () => {
    const markdown = writeMarkdown('visual', reportContent({ name: 'Lift', note: 'Dark.' }));
    const html = await marked.parse(markdown);
    expect(html).toContain('<h1>Warm evening</h1>');
    expect(html).toContain('<h3>1. Lift (Exposure)</h3>');
    expect(html).toContain('<h3>4. Sharpen (off)</h3>');
    expect(html).toMatch(/<blockquote>\s*<p>Dark\.<\/p>/);
    expect(html).toMatch(/<td>Highlight recovery<\/td>\s*<td>40 %<\/td>/);
    expect(html.match(/<img src="data:image\/jpeg;base64,[A-Za-z0-9+/=]+"/g)).toHaveLength(11);
    expect(html).toContain('<code class="language-json">');
  });

  it('has its tables whole', () => {
    const tables = structure(writeMarkdown('technical', reportContent())).filter((type) =>
      type.startsWith('table'),
    );
    expect(tables).toContain('table 5 × 5');
    expect(tables).not.toContain('table 6 × 2');
    const ofSet = writeMarkdown('technical', reportContent({}, { set: setForReport() }));
    expect(structure(ofSet)).toContain('table 6 × 2');
    expect(ofSet).toMatch(/^\| own\W+jpg \|.*\| 1 Exposure \| Exposure \| .*1\W+75 EV \|$/mu);
    expect(ofSet).toMatch(/^\| picked\W+jpg \| 4 \| pick \|/mu);
  });

  it.each(kinds)('%s keeps its structure whatever people typed', async (kind) => {
    const ofSet = (texts: Texts) => reportContent(texts, { set: setForReport(texts) });
    const plain = writeMarkdown(kind, ofSet(everywhere('word')));
    const shape = structure(plain);
    const names = await elements(plain);
    for (const hostile of hostileTexts) {
      const markdown = writeMarkdown(kind, ofSet(everywhere(hostile)));
      expect(structure(markdown), hostile).toEqual(shape);
      expect(await elements(markdown), hostile).toEqual(names);
      expect(JSON.parse(pipelineInReport(markdown) ?? '')).toMatchObject({ name: hostile });
    }
  });

  it.each(hostileTexts)('shows %s as typed', async (hostile) => {
    const html = await marked.parse(escapeMarkdown(hostile));
    const words = html
      .replace(/<\/?p>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&')
      .trim();
    expect(words).toBe(hostile);
  });
});

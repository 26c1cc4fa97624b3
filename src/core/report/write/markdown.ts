import type { Block, PairsBlock, Report, Shown, TableBlock } from './blocks';
import { dataAddress } from './markup';
import { share } from '../words';

/** Characters that mean something anywhere in CommonMark or in GitHub's dialect. */
const marks = /[\\`*_[\]<>#|~&$@]/g;
/** What becomes a link by itself in GitHub's dialect. */
const linkStarts = /(?:(?<=\w):(?=\/\/)|(?<=\bmailto|\bxmpp):|(?<=\bwww)\.)/gi;
/** What begins a list, a rule or a heading at the start of a line. */
const lineStarts = /^(\d{0,9})([-+=.):])/;

/** Returns text as Markdown shows it, on one line: nothing in it is markup, a link or an entity. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replace(marks, (mark) => `\\${mark}`)
    .replace(linkStarts, (mark) => `\\${mark}`)
    .replace(lineStarts, (_all, digits: string, mark: string) => `${digits}\\${mark}`);

/** Returns a report as Markdown (CommonMark with tables): pictures as data, the pipeline as JSON. */
export function reportMarkdown(report: Report): string {
  const pictures: string[] = [];
  const parts = [
    `# ${escapeMarkdown(report.title) || 'Untitled'}`,
    `*${escapeMarkdown(report.kindLabel)}*`,
    escapeMarkdown(report.subtitle),
    ...report.blocks.flatMap((block) => blockMarkdown(block, 2, pictures)),
    '---',
    escapeMarkdown(report.footer),
    '## Pipeline',
    `\`\`\`json\n${jsonForFence(report.document)}\n\`\`\``,
    ...(pictures.length === 0 ? [] : [pictures.join('\n')]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** JSON never needs the mark that would end its fence, nor what would open an element. */
const jsonForFence = (json: string): string =>
  json.trim().replace(/[`<]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);

function blockMarkdown(block: Block, level: number, pictures: string[]): string[] {
  switch (block.kind) {
    case 'text':
      return [block.tone === 'note' ? quoted(block.text) : escapeMarkdown(block.text)];
    case 'pairs':
      return [table(['', ''], pairRows(block), [0, 1])];
    case 'table':
      return [`**${escapeMarkdown(block.caption)}**`, tableMarkdown(block)];
    case 'list':
      return [
        ...(block.title ? [`**${escapeMarkdown(block.title)}**`] : []),
        block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n'),
      ];
    case 'pictures':
      return block.pictures.map((shown) => picture(shown, pictures));
    case 'compare':
      return [picture(block.before, pictures), picture(block.after, pictures)];
    case 'swatches':
      return block.groups.map(
        ({ label, colours }) =>
          `${escapeMarkdown(label)}: ${colours
            .map((one) => `\`${one.colour}\` ${escapeMarkdown(share(one.share))}`)
            .join(', ')}`,
      );
    // Drawings; what they say stands in tables, or is for the eye alone.
    case 'histograms':
    case 'bars':
    case 'line':
      return [];
    case 'link':
      return [
        escapeMarkdown(block.words),
        `<${block.address.replace(/[<>\s]/g, encodeURIComponent)}>`,
      ];
    case 'section':
      return [
        `${'#'.repeat(level)} ${escapeMarkdown(block.title)}`,
        ...block.blocks.flatMap((inner) => blockMarkdown(inner, level + 1, pictures)),
      ];
    case 'step': {
      const state = block.state === '' ? '' : ` (${block.state.toLowerCase()})`;
      return [
        `${'#'.repeat(level)} ${block.number}\\. ${escapeMarkdown(block.title + state)}`,
        ...block.blocks.flatMap((inner) => blockMarkdown(inner, level + 1, pictures)),
      ];
    }
  }
}

const quoted = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => `> ${escapeMarkdown(line)}`)
    .join('\n');

/** Refers to a picture that stands at the end of the text, so that the text can be read. */
function picture({ picture: shown, alt, caption }: Shown, pictures: string[]): string {
  const label = `picture-${pictures.length + 1}`;
  pictures.push(`[${label}]: ${dataAddress(shown.mime, shown.data)}`);
  return `![${escapeMarkdown(alt)}][${label}]\n\n${escapeMarkdown(caption)}`;
}

const pairRows = ({ rows }: PairsBlock): string[][] => rows.map(({ label, text }) => [label, text]);

const tableMarkdown = ({ head, rows, words }: TableBlock): string => table(head, rows, words);

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words: readonly number[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(cell)).join(' | ')} |`;
  const ruler = head.map((_text, column) => (words.includes(column) ? '---' : '---:'));
  return [line(head), `| ${ruler.join(' | ')} |`, ...rows.map(line)].join('\n');
}

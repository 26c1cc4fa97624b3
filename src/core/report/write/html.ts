import type {
  Block,
  CompareBlock,
  HistogramsBlock,
  PicturesBlock,
  Report,
  Shown,
  StepBlock,
  SwatchesBlock,
  TableBlock,
} from './blocks';
import { compareMarkup, type Side } from './compare';
import { histogramInWords } from '../../picture/histogram-shape';
import { barDrawing, histogramDrawing, lineDrawing, qrDrawing } from './drawings';
import { dataAddress, jsonForScript, type Markup, markup, styleSheet } from './markup';
import { reportStyle } from './style';
import { share } from '../words';

/**
 * The policy of a report: it may show pictures that it holds and its own style, and nothing else:
 * no script, no request.
 */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** The id of the element in which a report carries its pipeline. */
export const carrierId = 'pipette-pipeline';

/** Returns a report as a page that needs nothing but itself. */
export function reportHtml(report: Report): Markup {
  const { kindLabel, title, subtitle, blocks, footer, document } = report;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} · ${kindLabel}</title>
<style>${styleSheet(reportStyle)}</style>
</head>
<body>
<header>
<p class="kind">${kindLabel}</p>
<h1>${title}</h1>
<p class="subtitle">${subtitle}</p>
</header>
<main>
${blocks.map((block) => blockHtml(block, 2))}
</main>
<footer><p>${footer}</p></footer>
<script type="application/json" id="${carrierId}">${jsonForScript(document)}</script>
</body>
</html>
`;
}

/** @param level of the next heading, from 2 */
function blockHtml(block: Block, level: number): Markup {
  switch (block.kind) {
    case 'text':
      return block.tone === undefined
        ? markup`<p>${block.text}</p>\n`
        : markup`<p class="${block.tone}">${block.text}</p>\n`;
    case 'pairs':
      return markup`<dl>${block.rows.map(
        ({ label, text, colour, code }) =>
          markup`<dt>${label}</dt><dd>${colour ? swatch(colour) : null}${
            code ? markup`<span class="code">${text}</span>` : text
          }</dd>`,
      )}</dl>\n`;
    case 'table':
      return tableHtml(block);
    case 'list':
      return markup`<div>${block.title ? heading(block.title, level) : null}<ul>${block.items.map(
        (item) => markup`<li>${item}</li>`,
      )}</ul></div>\n`;
    case 'pictures':
      return picturesHtml(block);
    case 'compare':
      return compareHtml(block);
    case 'histograms':
      return histogramsHtml(block);
    case 'swatches':
      return swatchesHtml(block, level);
    case 'bars': {
      const max = Math.max(...block.bars.map(({ value, to }) => Math.max(value, to ?? 0)));
      return markup`<figure><figcaption>${block.title}</figcaption><div class="bars" aria-hidden="true">${block.bars.map(
        (bar) => markup`<span>${bar.label}</span>${barDrawing(bar, max)}<span>${bar.text}</span>`,
      )}</div></figure>\n`;
    }
    case 'line': {
      const max = block.points.reduce((top, point) => (point.value > top.value ? point : top));
      return markup`<figure><figcaption>${block.title}, at most ${max.text} after step ${max.label}. From left to right: steps ${block.points.map(({ label }) => label).join(', ')}.</figcaption><div aria-hidden="true">${lineDrawing(block.points)}</div></figure>\n`;
    }
    case 'link': {
      const qr = qrDrawing(block.address, 'QR code of the link');
      return markup`<div class="link"><div><p>${block.words}</p><p><a href="${block.address}" rel="noreferrer">${block.address}</a></p></div>${qr ?? markup`<p class="quiet">Too long for a QR code.</p>`}</div>\n`;
    }
    case 'section':
      return markup`<section>
${heading(block.title, level)}
${block.blocks.map((inner) => blockHtml(inner, level + 1))}</section>\n`;
    case 'step':
      return stepHtml(block, level);
  }
}

function heading(text: string, level: number): Markup {
  if (level <= 2) return markup`<h2>${text}</h2>`;
  return level === 3 ? markup`<h3>${text}</h3>` : markup`<h4>${text}</h4>`;
}

/** A colour as a drawing: a style attribute is what the policy of the page that shows it forbids. */
const swatch = (colour: string): Markup =>
  markup`<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="${colour}" /></svg>`;

function image({ picture, alt }: Shown): Markup {
  const { mime, data, width, height } = picture;
  const address = dataAddress(mime, data);
  return mime === 'image/webp'
    ? markup`<img class="clear" src="${address}" alt="${alt}" width="${width}" height="${height}">`
    : markup`<img src="${address}" alt="${alt}" width="${width}" height="${height}">`;
}

const figure = (shown: Shown): Markup =>
  markup`<figure>${image(shown)}<figcaption>${shown.caption}</figcaption></figure>`;

const picturesHtml = ({ pictures, scale }: PicturesBlock): Markup =>
  markup`<div class="${scale === 'pixels' ? 'pixels' : 'row'}">${pictures.map(figure)}</div>\n`;

const side = (shown: Shown): Side => ({ image: image(shown), caption: shown.caption });

const compareHtml = ({ before, after }: CompareBlock): Markup =>
  compareMarkup('compare', side(before), side(after));

const histogramsHtml = ({ histograms }: HistogramsBlock): Markup =>
  markup`<div class="row">${histograms.map(
    ({ caption, histogram }) =>
      markup`<figure>${histogramDrawing(histogram, `${caption}. ${histogramInWords(histogram)}`)}<figcaption>${caption}</figcaption></figure>`,
  )}</div>\n`;

const swatchesHtml = ({ groups }: SwatchesBlock, level: number): Markup =>
  markup`<div class="palettes">${groups.map(
    ({ label, colours }) =>
      markup`<div>${level <= 2 ? markup`<p class="quiet">${label}</p>` : heading(label, level)}<ul class="palette">${colours.map(
        (one) => markup`<li>${swatch(one.colour)}${one.colour} · ${share(one.share)}</li>`,
      )}</ul></div>`,
  )}</div>\n`;

function tableHtml({ caption, head, rows, words }: TableBlock): Markup {
  const isWords = (column: number): boolean => words.includes(column);
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((text, column) =>
    text === ''
      ? markup`<td></td>`
      : isWords(column)
        ? markup`<th scope="col">${text}</th>`
        : markup`<th scope="col" class="n">${text}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    (cells) =>
      markup`<tr>${cells.map((text, column) =>
        column === 0 && text !== ''
          ? markup`<th scope="row">${text}</th>`
          : isWords(column)
            ? markup`<td>${text}</td>`
            : markup`<td class="n">${text}</td>`,
      )}</tr>\n`,
  )}</tbody>
</table></div>
`;
}

/** A step's picture stands beside its words where there is room; the rest follows below. */
function stepHtml({ number, title, state, blocks }: StepBlock, level: number): Markup {
  const [first, ...others] = blocks;
  const beside = first?.kind === 'pictures' && first.pictures.length === 1 ? first : null;
  const isWords = ({ kind }: Block): boolean => kind === 'text' || kind === 'pairs';
  const inside = (list: readonly Block[]) => list.map((block) => blockHtml(block, level + 1));
  const [shown] = beside?.pictures ?? [];
  return markup`<article>
<div class="step-head"><span class="number">${number}</span>${heading(title, level)}${
    state === '' ? null : markup`<span class="state">${state}</span>`
  }</div>
${
  shown
    ? markup`<div class="split">${figure(shown)}<div class="words">${inside(others.filter(isWords))}</div></div>
${inside(others.filter((block) => !isWords(block)))}`
    : inside(blocks)
}</article>
`;
}

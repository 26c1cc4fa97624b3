import { count } from '../../base/words';
import { besideMark, publishedId, publishedList } from '../../documents/published';
import { jsonForScript, type Markup, markup, styleSheet } from '../../report/write/markup';
import { tagsOf } from '../find';
import { pictureRows } from '../rows';
import { licenceOf } from './licences';
import { mostFilters, pageStyle, rowsLook } from './page-style';
import { pictureMarkup } from './picture-markup';
import { dayOf, type Site } from './site';

/** How the parts of a page come together. */
export interface PageWays {
  /** The address of the style sheet; null to have it inside. */
  readonly style: string | null;
  /** What says what is published, for a page with its pictures inside; null where it lies beside. */
  readonly list: string | null;
  /** The address of the feed, as the page says it; null for none. */
  readonly feed: string | null;
  /** Returns where a picture's recipe is; from 0. */
  recipe(index: number): string;
  /** The picture that stands for the page elsewhere, by its whole address; null for none. */
  readonly preview: {
    readonly address: string;
    readonly width: number;
    readonly height: number;
  } | null;
}

/** The policies of pages: pictures and style of their own, and nothing else: no script, no request. */
const policies = {
  inside:
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  beside:
    "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'",
} as const;

/** Returns a description for those who show the page elsewhere. */
const descriptionOf = ({ text, author, pictures }: Site): string => {
  const [first] = text.split('\n');
  if (first) return first.slice(0, 300).toWellFormed();
  return count(pictures.length, 'picture') + (author === '' ? '' : ` by ${author}`);
};

function cards(site: Site, preview: PageWays['preview']): Markup | null {
  const { title, address } = site;
  if (address === null) return null;
  return markup`<link rel="canonical" href="${address}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${descriptionOf(site)}">
<meta property="og:url" content="${address}">
${
  preview &&
  markup`<meta property="og:image" content="${preview.address}">
<meta property="og:image:width" content="${preview.width}">
<meta property="og:image:height" content="${preview.height}">
<meta name="twitter:card" content="summary_large_image">
`
}`;
}

function head(site: Site, shapes: readonly number[], ways: PageWays): Markup {
  const { title, author } = site;
  const inside = ways.list !== null;
  return markup`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policies[inside ? 'inside' : 'beside']}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${descriptionOf(site)}">
${author !== '' && markup`<meta name="author" content="${author}">\n`}${
    !inside && markup`<meta name="${besideMark}" content="${publishedList}">\n`
  }<title>${title}</title>
${
  ways.style === null
    ? markup`<style>${styleSheet(pageStyle(shapes))}</style>`
    : markup`<link rel="stylesheet" href="${ways.style}">`
}
${ways.feed !== null && markup`<link rel="alternate" type="application/atom+xml" title="${title}" href="${ways.feed}">\n`}${cards(site, ways.preview)}</head>`;
}

function licenceMarkup(name: string): Markup | null {
  if (name === '') return null;
  const { address } = licenceOf(name);
  return address === undefined
    ? markup` · ${name}`
    : markup` · <a href="${address}" rel="license noreferrer">${name}</a>`;
}

function filterMarkup(tags: readonly string[]): Markup | null {
  if (tags.length < 2) return null;
  return markup`<fieldset class="filters"><legend>Show</legend>
<input type="radio" name="filter" id="filter-0" value="0" checked><label for="filter-0">All</label>
${tags.map(
  (tag, index) =>
    markup`<input type="radio" name="filter" id="filter-${index + 1}" value="${index + 1}"><label for="filter-${index + 1}">${tag}</label>\n`,
)}</fieldset>
`;
}

function foot({ author, licence, made, app }: Site): Markup {
  const year = made.slice(0, 4);
  const { sentence } = licenceOf(licence);
  const whose =
    author === '' ? '' : licence === 'CC0 1.0' ? `${author}. ` : `© ${year} ${author}. `;
  return markup`<footer><p>${whose}${sentence}</p><p>Made with <a href="${app}" rel="noreferrer">Pipette</a></p></footer>`;
}

/** Returns the shapes that a page's style sheet needs rules for, in the order of its pictures, and its rows. */
export function shapesOf({ pictures }: Pick<Site, 'pictures'>) {
  const { rows } = pictureRows(
    pictures.map(({ small }) => small),
    rowsLook,
  );
  const placed = rows.map(({ height, pictures: inRow }) => {
    const shapes = inRow.map(({ width }) => width / height);
    const whole = rowsLook.width - rowsLook.gap * (inRow.length - 1);
    const sum = shapes.reduce((all, shape) => all + shape, 0);
    // The last row is not filled: what is left of it is a shape, too.
    const rest = (whole - rowsLook.gap) / height - sum;
    return { first: inRow[0]?.index ?? 0, shapes, rest: rest > 0.1 ? rest : null };
  });
  const shapes = placed.flatMap((row) => [...row.shapes, ...(row.rest === null ? [] : [row.rest])]);
  return { rows: placed, shapes };
}

/** Returns a published gallery as a page that runs nothing and asks nobody for anything. */
export function pageHtml(site: Site, ways: PageWays): Markup {
  const { title, author, licence, text, pictures, made } = site;
  const { rows, shapes } = shapesOf(site);
  const tags = tagsOf(pictures.map(({ entry }) => entry))
    .slice(0, mostFilters)
    .map(({ tag }) => tag);
  const filtersOf = (own: readonly string[]): readonly number[] =>
    tags.flatMap((tag, index) =>
      own.some((one) => one.toLowerCase() === tag.toLowerCase()) ? [index + 1] : [],
    );
  return markup`<!doctype html>
<html lang="en">
${head(site, shapes, ways)}
<body>
<header>
<div><h1>${title}</h1>
<p class="by">${author !== '' && `Photos by ${author} · `}${count(pictures.length, 'picture')}${licenceMarkup(licence)} · ${dayOf(made)}</p></div>
${filterMarkup(tags)}</header>
<main>
${text !== '' && markup`<p class="lead">${text}</p>\n`}${rows.map(
    ({ first, shapes: inRow, rest }) => markup`<div class="row">
${inRow.map((shape, at) => {
  const index = first + at;
  const one = pictures[index];
  return (
    (one &&
      pictureMarkup(one, {
        previous: pictures[index - 1],
        next: pictures[index + 1],
        shape,
        filters: filtersOf(one.entry.tags),
        inside: ways.list !== null,
        recipe: ways.recipe(index),
      })) ??
    null
  );
})}${rest !== null && markup`<span class="rest w${Math.round(rest * 100)}"></span>\n`}</div>
`,
  )}</main>
${foot(site)}
${ways.list !== null && markup`<script type="application/json" id="${publishedId}">${jsonForScript(ways.list)}</script>\n`}</body>
</html>
`;
}

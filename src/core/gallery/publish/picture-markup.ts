import { bytesInWords } from '../../base/words';
import { outputName } from '../../naming/safe-file-name';
import { compareMarkup } from '../../report/write/compare';
import { qrDrawing } from '../../report/write/drawings';
import { type Markup, markup } from '../../report/write/markup';
import { type GalleryEntry, titleOf } from '../entry';
import { stepsInWords } from '../steps-in-words';
import { shapeClass } from './page-style';
import type { PublishedPicture, ShownFile } from './site';

const extensions = { 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** Returns the names by which a picture's files are saved. */
export const downloadNames = (entry: GalleryEntry) => ({
  picture: outputName(titleOf(entry), extensions[entry.files.picture.type]),
  recipe: outputName(titleOf(entry), 'json'),
});

/** Returns the id of a picture's part of the page; it stays when pictures before it come and go. */
export const detailId = ({ entry }: PublishedPicture): string => `picture-${entry.id}`;

/** Where a thumbnail is, to come back to. */
const thumbId = ({ entry }: PublishedPicture): string => `thumbnail-${entry.id}`;

/** Says of an element which file of the gallery it shows, so that a page can be read back. */
const marked = (hash: string, inside: boolean): string | null => (inside ? hash : null);

interface ImageWords {
  readonly alt: string;
  /** The hash of the file, for pages with their pictures inside. */
  readonly hash: string | null;
  /** The same picture, larger. */
  readonly larger: readonly ShownFile[];
  /** How wide it is shown, as `sizes` says it. */
  readonly shown: string;
}

function image(file: ShownFile, { alt, hash, larger, shown }: ImageWords): Markup {
  const { address, width, height } = file;
  const set = [file, ...larger].map((one) => `${one.address} ${one.width}w`).join(', ');
  return markup`<img${hash === null ? null : markup` data-file="${hash}"`} src="${address}"${
    larger.length > 0 ? markup` srcset="${set}" sizes="${shown}"` : null
  } alt="${alt}" width="${width}" height="${height}" loading="lazy" decoding="async">`;
}

/** Returns the thumbnail of a picture, which leads to its part of the page. */
function thumb(one: PublishedPicture, shape: number, inside: boolean): Markup {
  const { entry, small, middle } = one;
  const shown = `(max-width: 56rem) ${(shape * 9).toFixed(1)}rem, ${(shape * 12).toFixed(1)}rem`;
  const drawn = image(small, {
    alt: '',
    hash: marked(entry.files.small.hash, inside),
    larger: middle ? [middle] : [],
    shown,
  });
  return markup`<a class="thumb ${shapeClass(shape)}" id="${thumbId(one)}" href="#${detailId(one)}">${drawn}<span>${titleOf(entry)}</span></a>`;
}

/** Returns the picture with what was before it, or alone. */
function look({ entry, picture, middle, before }: PublishedPicture, inside: boolean): Markup {
  const title = titleOf(entry);
  const { files } = entry;
  const [first, larger] = middle ? [middle, [picture]] : [picture, []];
  const shown = '(max-width: 56rem) 100vw, 38rem';
  const after = image(first, {
    alt: title,
    hash: marked(files.picture.hash, inside),
    larger,
    shown,
  });
  if (!before || !files.before) return after;
  const hash = marked(files.before.hash, inside);
  const earlier = image(before, { alt: `${title}, before`, hash, larger: [], shown });
  return compareMarkup(
    `compare-${entry.id}`,
    { image: earlier, caption: 'Before' },
    { image: after, caption: 'After' },
  );
}

const icons = {
  previous: markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m15 18-6-6 6-6" /></svg>`,
  next: markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m9 18 6-6-6-6" /></svg>`,
  close: markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18" /><path d="m6 6 12 12" /></svg>`,
};

const turn = (to: PublishedPicture | undefined, label: string, icon: Markup): Markup | null =>
  to ? markup`<a href="#${detailId(to)}" aria-label="${label}">${icon}</a>` : null;

const typeWords = { 'image/jpeg': 'JPEG', 'image/webp': 'WebP' } as const;

/** How a picture stands on the page. */
export interface PicturePlace {
  readonly previous: PublishedPicture | undefined;
  readonly next: PublishedPicture | undefined;
  /** Width by height of its thumbnail. */
  readonly shape: number;
  /** The filters that it passes, from 1. */
  readonly filters: readonly number[];
  /** Whether the page has its pictures inside. */
  readonly inside: boolean;
  /** Where its recipe is. */
  readonly recipe: string;
}

/** Returns a picture of the page: its thumbnail, and what is shown of it once that is chosen. */
export function pictureMarkup(
  one: PublishedPicture,
  { previous, next, shape, filters, inside, recipe }: PicturePlace,
): Markup {
  const { entry, link, picture } = one;
  const { caption, tags, files, pipeline } = entry;
  const id = detailId(one);
  const names = downloadNames(entry);
  const steps = stepsInWords(pipeline);
  const { width, height, bytes } = picture;
  const facts = `${typeWords[files.picture.type]}, ${width} × ${height}, ${bytesInWords(bytes)}`;
  return markup`<article class="${['picture', ...filters.map((at) => `f${at}`)].join(' ')}">
${thumb(one, shape, inside)}
<section class="detail" id="${id}">
<div class="look">${look(one, inside)}</div>
<div class="about">
<div class="head"><h2>${titleOf(entry)}</h2>${turn(previous, 'Previous picture', icons.previous)}${turn(next, 'Next picture', icons.next)}<a href="#${thumbId(one)}" aria-label="Close">${icons.close}</a></div>
${caption === undefined ? null : markup`<p class="caption">${caption}</p>\n`}${
    tags.length === 0
      ? null
      : markup`<ul class="tags">${tags.map((tag) => markup`<li>${tag}</li>`)}</ul>\n`
  }${
    steps.length === 0
      ? null
      : markup`<h3>How it was made</h3>\n<ol>${steps.map((step) => markup`<li>${step}</li>`)}</ol>\n`
  }<div class="go">${qrDrawing(link, `QR code of the pipeline of ${titleOf(entry)}`)}<div><a class="open" href="${link}" rel="noreferrer">Open in Pipette</a><p>Or scan the code. Try these settings on a photo of your own; it stays on your device.</p></div></div>
<p class="foot"><span>${facts}</span>${
    // Inside of a page it would stand there twice.
    !inside && markup`<a href="${picture.address}" download="${names.picture}">Download</a>`
  }<a href="${recipe}" download="${names.recipe}">Download the recipe</a></p>
</div>
</section>
</article>
`;
}

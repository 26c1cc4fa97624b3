import { writeJson } from '../../documents/carriers/json';
import { publishedList } from '../../documents/published';
import type { GalleryEntry } from '../entry';
import { feedName, feedXml } from './feed';
import { writeList } from './list';
import { pageHtml, shapesOf } from './page';
import { pageStyle } from './page-style';
import type { PublishedPicture, Site } from './site';

/** One file of a site that is text. */
export interface SiteText {
  /** Its path in the site, with slashes. */
  readonly name: string;
  readonly text: string;
}

const styleName = 'style.css';
const recipePath = (index: number): string => `recipes/${place(index)}.json`;

/** Names by which the pictures of a site are told apart: "001". */
const place = (index: number): string => String(index + 1).padStart(3, '0');

const endings = { 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** What the file of a picture is for. */
export type SitePart = 'picture' | 'middle' | 'small' | 'before';

/** Returns where a file of a picture lies in a site; never named after its source. */
export const picturePath = (index: number, part: SitePart, type: keyof typeof endings): string =>
  `pictures/${place(index)}${part === 'picture' ? '' : `-${part}`}.${endings[type]}`;

/** Returns the recipe of an entry: its pipeline, and how it was exported, as a document. */
const recipeOf = ({ pipeline, settings }: GalleryEntry): string =>
  writeJson(pipeline, settings ? { settings } : {});

/** Returns the texts of a site; its pictures lie beside them, where their addresses say. */
export function siteTexts(site: Site): readonly SiteText[] {
  const { address, pictures } = site;
  const [first] = pictures;
  const shown = first && (first.middle ?? first.picture);
  const page = pageHtml(site, {
    style: styleName,
    list: null,
    feed: address === null ? null : feedName,
    recipe: recipePath,
    preview:
      shown && address !== null
        ? { address: `${address}${shown.address}`, width: shown.width, height: shown.height }
        : null,
  });
  return [
    { name: 'index.html', text: page.toString() },
    { name: styleName, text: pageStyle(shapesOf(site).shapes) },
    { name: publishedList, text: writeList(site, false) },
    ...pictures.map(({ entry }, index) => ({ name: recipePath(index), text: recipeOf(entry) })),
    ...(address === null ? [] : [{ name: feedName, text: feedXml(site, address).toString() }]),
  ];
}

const inData = ({ entry }: PublishedPicture): string =>
  `data:application/json,${encodeURIComponent(recipeOf(entry))}`;

/** Returns a site as one page, whose pictures' addresses hold them. */
export const singlePage = (site: Site): string =>
  pageHtml(site, {
    style: null,
    list: writeList(site, true),
    feed: null,
    recipe: (index) => {
      const one = site.pictures[index];
      return one ? inData(one) : '';
    },
    preview: null,
  }).toString();

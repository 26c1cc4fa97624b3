import { titleOf } from '../entry';
import { type Markup, markup } from '../../report/write/markup';
import { detailId } from './picture-markup';
import type { Site } from './site';

/** The name of the feed in a site. */
export const feedName = 'feed.xml';

const moment = (at: number): string => new Date(at).toISOString();

/**
 * Returns the Atom feed of a site that stands at `address` (RFC 4287).
 */
export function feedXml(site: Site, address: string): Markup {
  const { title, author, text, made, pictures } = site;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${title}</title>
${text !== '' && markup`<subtitle>${text}</subtitle>\n`}<id>${address}</id>
<updated>${made}</updated>
<author><name>${author === '' ? title : author}</name></author>
<link rel="alternate" type="text/html" href="${address}" />
<link rel="self" type="application/atom+xml" href="${`${address}${feedName}`}" />
${pictures.map((one) => {
  const { entry, middle, picture } = one;
  const shown = middle ?? picture;
  const page = `${address}#${detailId(one)}`;
  return markup`<entry>
<title>${titleOf(entry)}</title>
<id>${page}</id>
<updated>${moment(entry.at)}</updated>
<link rel="alternate" type="text/html" href="${page}" />
<link rel="enclosure" type="${shown.type}" length="${shown.bytes}" href="${`${address}${shown.address}`}" />
${entry.tags.map((tag) => markup`<category term="${tag}" />\n`)}${entry.caption !== undefined && markup`<summary>${entry.caption}</summary>\n`}</entry>
`;
})}</feed>
`;
}

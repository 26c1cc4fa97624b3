import { icoFileName, type Icon, touchFileName } from './icon-set';

export const manifestName = 'site.webmanifest';

const isLinked = ({ file, use }: Icon): boolean => use === 'icon' && file !== icoFileName;

/** Returns the lines for the head of a page that show these icons. */
export function iconSnippet(icons: readonly Icon[], ground: string): string {
  const has = (name: string): boolean => icons.some(({ file }) => file === name);
  const sides = icons.filter(({ file }) => file === icoFileName).map(({ side }) => side);
  const ico = sides.map((side) => `${side}x${side}`).join(' ');
  return [
    ...(ico === '' ? [] : [`<link rel="icon" href="${icoFileName}" sizes="${ico}" />`]),
    ...icons
      .filter(isLinked)
      .map(
        ({ file, side }) =>
          `<link rel="icon" type="image/png" href="${file}" sizes="${side}x${side}" />`,
      ),
    ...(has(touchFileName) ? [`<link rel="apple-touch-icon" href="${touchFileName}" />`] : []),
    `<link rel="manifest" href="${manifestName}" />`,
    `<meta name="theme-color" content="${ground}" />`,
    '',
  ].join('\n');
}

/** Returns the web app manifest of a site with these icons. @param name of the site */
export function webManifest(icons: readonly Icon[], name: string, ground: string): string {
  const listed = icons.filter((icon) => icon.use === 'maskable' || isLinked(icon));
  const manifest = {
    name,
    short_name: name,
    icons: listed.map(({ file, side, use }) => ({
      src: file,
      sizes: `${side}x${side}`,
      type: 'image/png',
      purpose: use === 'maskable' ? 'maskable' : 'any',
    })),
    theme_color: ground,
    background_color: ground,
    display: 'standalone',
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

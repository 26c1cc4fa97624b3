/** A file of a set, as a page refers to it. Sizes in pixels. */
export interface SetFile {
  /** File name, with `/` between folders. */
  readonly name: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A name as an address in `srcset`, where spaces and commas would end it. */
const address = (name: string): string =>
  escaped(name.split('/').map(encodeURIComponent).join('/'));

const srcset = (files: readonly SetFile[]): string =>
  files.map(({ name, width }) => `${address(name)} ${width}w`).join(', ');

/** Formats in the order in which browsers are to try them: the smallest files first. */
const order = ['image/avif', 'image/jxl', 'image/webp', 'image/png', 'image/jpeg'];
/** Formats that every browser shows, best last. */
const everywhere = ['image/png', 'image/jpeg'];

/**
 * Returns the HTML that shows a set of sizes and formats of one picture: a `source` a format, and an
 * `img` with the format that every browser shows. Formats that browsers do not show are left out;
 * returns an empty text when none is left.
 * @param sizes what the attribute `sizes` says, such as `100vw`
 */
export function pictureSnippet(files: readonly SetFile[], sizes: string): string {
  const groups = new Map(
    order.flatMap((mime) => {
      const group = files.filter((file) => file.mime === mime);
      group.sort((one, other) => one.width - other.width);
      return group.length === 0 ? [] : [[mime, group] as const];
    }),
  );
  const fallback = [...groups.keys()].sort(
    (one, other) => everywhere.indexOf(one) - everywhere.indexOf(other),
  );
  const last = fallback.at(-1);
  const group = last === undefined ? undefined : groups.get(last);
  const largest = group?.at(-1);
  if (last === undefined || !group || !largest) return '';
  const size = escaped(sizes.trim() || '100vw');
  const image = (indent: string): string =>
    [
      `${indent}<img`,
      `${indent}  src="${address(largest.name)}"`,
      ...(group.length > 1
        ? [`${indent}  srcset="${srcset(group)}"`, `${indent}  sizes="${size}"`]
        : []),
      `${indent}  width="${largest.width}"`,
      `${indent}  height="${largest.height}"`,
      `${indent}  alt=""`,
      `${indent}  loading="lazy"`,
      `${indent}/>`,
    ].join('\n');
  const sources = [...groups].filter(([mime]) => mime !== last);
  if (sources.length === 0) return `${image('')}\n`;
  const lines = sources.map(
    ([mime, of]) => `  <source type="${mime}" srcset="${srcset(of)}" sizes="${size}" />`,
  );
  return `<picture>\n${lines.join('\n')}\n${image('  ')}\n</picture>\n`;
}

/** Looks at what was encoded with programs that share no code with ours. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect } from 'vitest';
import { isSrgbProfile } from '../../src/core/colour/icc-profile';
import type { Exported } from '../export/export-picture';

const exiftoolScript = fileURLToPath(
  new URL('../../node_modules/exiftool-vendored.pl/bin/exiftool', import.meta.url),
);

/** Returns what exiftool prints. It comes with the packages and needs Perl, as Linux and macOS have. */
export const exiftool = (...words: string[]): string =>
  execFileSync('perl', [exiftoolScript, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Whether another program is there to look at a file. */
function has(program: string, ...probe: string[]): boolean {
  try {
    execFileSync(program, probe, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const identify = has('identify', '-version');
const dwebp = has('dwebp', '-version');
const pngcheck = has('pngcheck', '-h');

/** Runs a program over many files and returns the lines it prints, one for each. */
const linesFrom = (program: string, ...words: string[]): string[] =>
  execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
    .trim()
    .split('\n');

/**
 * Opens files of one format, which it writes into `folder`, in the other programs that are here. They
 * throw on what they cannot read. Each is started once for all files, where it takes several.
 * @param files what was exported, by what tells it from the others
 */
export function lookElsewhere(files: ReadonlyMap<string, Exported>, folder: string): void {
  const sizes: (readonly [words: string, path: string, width: number, height: number])[] = [];
  for (const [words, { bytes, width, height, encoder }] of files) {
    const { id, extension } = encoder.format;
    const path = join(folder, `${id}-${sizes.length}.${extension}`);
    writeFileSync(path, bytes);
    sizes.push([words, path, width, height]);
  }
  const [first] = files.values();
  const id = first?.encoder.format.id;
  const paths = sizes.map(([, path]) => path);
  const wanted = (by: string) =>
    sizes.map(([words, , width, height]) => `${words}: ${width}${by}${height}`);
  const said = (lines: readonly string[]) =>
    lines.map((line, index) => `${sizes[index]?.[0]}: ${line}`);
  // ImageMagick as Debian builds it decodes neither AVIF with all depths nor JPEG XL.
  if (identify && id !== 'avif' && id !== 'jxl') {
    const lines = linesFrom('identify', '-format', '%w %h\n', ...paths);
    expect(said(lines)).toEqual(wanted(' '));
  }
  // It opens neither JPEG XL whose metadata are compressed, nor EXIF in WebP without a remark.
  if (id !== 'jxl') {
    const lines = exiftool('-T', '-ImageSize', '-Error', ...paths)
      .trim()
      .split('\n');
    expect(said(lines)).toEqual(wanted('x').map((line) => `${line}\t-`));
  }
  if (dwebp && id === 'webp') {
    for (const path of paths) execFileSync('dwebp', [path, '-o', '/dev/null'], { stdio: 'ignore' });
  }
  if (pngcheck && id === 'png') execFileSync('pngcheck', ['-q', ...paths], { stdio: 'ignore' });
}

/** Reads size, depth and profile with native libvips, which is always at hand. */
export async function lookNatively(
  { bytes, width, height, encoder }: Exported,
  source: string,
  words: string,
): Promise<void> {
  const { format, values } = encoder;
  // sharp has no JPEG XL; libvips says what is in those in the other tests.
  if (format.id === 'jxl') return;
  const found = await sharp(bytes).metadata();
  expect([found.width, found.height], words).toEqual([width, height]);
  const wanted = format.depth(values);
  const isDeep = wanted === 'keep' ? source === 'deep' : wanted === 16;
  // sharp decodes AVIF of 10 and 12 bits as 8.
  if (format.id !== 'avif') expect(found.depth, words).toBe(isDeep ? 'ushort' : 'uchar');
  // Grey needs none, but for formats that have no grey.
  const holdsProfile =
    source === 'grey' ? ['webp', 'avif'].includes(format.id) : format.id !== 'gif';
  if (!holdsProfile) return;
  expect(found.icc && isSrgbProfile(found.icc), `the profile of ${words}`).toBe(true);
}

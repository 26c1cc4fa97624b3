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

/**
 * Opens a file, which it writes into `folder`, in the other programs that are here. They throw on
 * what they cannot read.
 */
export function lookElsewhere({ bytes, width, height, encoder }: Exported, folder: string): void {
  const { extension, id } = encoder.format;
  const path = join(folder, `file.${extension}`);
  writeFileSync(path, bytes);
  // ImageMagick as Debian builds it decodes neither AVIF with all depths nor JPEG XL.
  if (identify && !['avif', 'jxl'].includes(id)) {
    const size = execFileSync('identify', ['-format', '%w %h', path], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(size).toBe(`${width} ${height}`);
  }
  // It opens neither JPEG XL whose metadata are compressed, nor EXIF in WebP without a remark.
  if (id !== 'jxl') {
    expect(exiftool('-s3', '-ImageSize', '-Error', path).trim()).toBe(`${width}x${height}`);
  }
  if (dwebp && id === 'webp') execFileSync('dwebp', [path, '-o', '/dev/null'], { stdio: 'ignore' });
  if (pngcheck && id === 'png') execFileSync('pngcheck', ['-q', path], { stdio: 'ignore' });
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

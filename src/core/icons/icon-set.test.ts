import { describe, expect, it } from 'vitest';
import { exposure } from '../operations/light/exposure';
import { newStep } from '../pipeline/edit';
import { emptyPipeline } from '../pipeline/pipeline';
import { icoFile } from './ico';
import { iconPipeline, icons } from './icon-set';
import { iconSnippet, manifestName, webManifest } from './site-files';

describe('the icons of a site', () => {
  it('have names that are used once, but for the pictures of favicon.ico', () => {
    const alone = icons.map(({ file }) => file).filter((file) => file !== 'favicon.ico');
    expect(new Set(alone).size).toBe(alone.length);
    expect(icons.length - alone.length).toBe(3);
  });

  it('are told to a page and to devices by the names of their files', () => {
    const page = iconSnippet(icons, '#112233');
    expect(page).toContain('<link rel="icon" href="favicon.ico" sizes="16x16 32x32 48x48" />');
    expect(page).toContain('<link rel="apple-touch-icon" href="apple-touch-icon.png" />');
    expect(page).toContain(`<link rel="manifest" href="${manifestName}" />`);
    const manifest: unknown = JSON.parse(webManifest(icons, 'A "site" </script>', '#112233'));
    expect(manifest).toMatchObject({
      name: 'A "site" </script>',
      background_color: '#112233',
      icons: expect.arrayContaining([
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        {
          src: 'icon-maskable-192.png',
          sizes: '192x192',
          type: 'image/png',
          purpose: 'maskable',
        },
      ]) as unknown,
    });
  });
});

describe('an ICO file', () => {
  it('says where each picture begins, how long it is, and its side', () => {
    const [small, large] = [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])];
    const bytes = icoFile([
      { side: 16, png: small },
      { side: 256, png: large },
    ]);
    const view = new DataView(bytes.buffer);
    expect([view.getUint16(0, true), view.getUint16(2, true), view.getUint16(4, true)]).toEqual([
      0, 1, 2,
    ]);
    const told = [6, 22].map((entry) => {
      const [length, at] = [view.getUint32(entry + 8, true), view.getUint32(entry + 12, true)];
      return [view.getUint8(entry), view.getUint8(entry + 1), [...bytes.slice(at, at + length)]];
    });
    expect(told).toEqual([
      [16, 16, [1, 2, 3]],
      [0, 0, [4, 5]],
    ]);
    expect(bytes.length).toBe(6 + 2 * 16 + 5);
  });
});

it('leaves the steps of the pipeline as they are', () => {
  const [icon] = icons;
  if (icon === undefined) throw new Error('there is no icon');
  const own = newStep(exposure);
  const made = iconPipeline({ ...emptyPipeline, steps: [own] }, icon, {
    fit: 'fill',
    ground: '#ffffff',
  });
  expect(made.steps[0]).toBe(own);
});

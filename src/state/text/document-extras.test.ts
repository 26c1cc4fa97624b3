import { expect, it } from 'vitest';
import type { Source } from '../../core/engine/contract';
import { initialExportSettings } from '../../core/formats/settings';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { documentExtras } from './document-extras';

const settings = initialExportSettings();
const site = { version: '9.9.9', schema: 'https://example.org/schema.json' };
const nothing = { withFileName: false, withSettings: false };
const ready = { state: { kind: 'ready', version: '8.1.2', threads: 1 } } as const;
const extras = (source: Source | null, wish: Partial<typeof nothing> = {}) =>
  documentExtras(ready, { settings, source }, site, { ...nothing, ...wish });

it('says what a document was made with once the engine is there, and which schema it follows', () => {
  expect(extras(null)).toEqual({
    schema: site.schema,
    madeWith: { pipette: '9.9.9', libvips: '8.1.2' },
  });
  const early = documentExtras(
    { state: { kind: 'starting' } },
    { settings, source: null },
    site,
    nothing,
  );
  expect(early).toEqual({ schema: site.schema });
});

it('says the size of the picture, and its name and the settings only when they are wished for', () => {
  const picture = openedPicture('secret.jpg');
  const { format, width, height } = picture.info;
  expect(extras(picture).source).toEqual({ format, width, height });
  expect(extras(picture)).not.toHaveProperty('settings');
  const all = extras(picture, { withFileName: true, withSettings: true });
  expect(all.source).toEqual({ format, width, height, name: 'secret.jpg' });
  expect(all.settings).toBe(settings);
});

it('says nothing of a picture whose format or size is not known', () => {
  const picture = openedPicture();
  for (const unknown of [{ format: '' }, { width: 0 }, { height: 0 }]) {
    const info = { ...picture.info, ...unknown };
    expect(extras({ ...picture, info })).not.toHaveProperty('source');
  }
});

import fc from '../../testing/properties';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../assets/asset';
import type { Result } from '../../base/result';
import { readAny } from '../../documents/read-any';
import { bytesReader } from '../../source/byte-reader';
import { anyEntry } from '../../testing/any-gallery';
import { galleryEntry } from '../../testing/gallery-entries';
import { publishedPicture, siteOf } from '../../testing/published-site';
import { dataAddress } from '../../report/write/markup';
import type { GalleryEntry, GalleryFile } from '../entry';
import { singlePage, siteTexts } from './files';
import { readList, writeList } from './list';
import { type OpenedGallery, type PartName, readPublished } from './read-published';
import type { Site } from './site';

/** A JPEG's header of this size, with a number in it that makes it another file. */
function jpeg(width: number, height: number, number: number): Uint8Array<ArrayBuffer> {
  const [w, h] = [width, height].map((side) => [side >> 8, side & 255]);
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...(h ?? []), ...(w ?? []), 3],
    ...[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 2, number, 0xff, 0xd9],
  ]);
}

interface Made {
  readonly site: Site;
  readonly bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Makes a site of entries with real headers. */
async function made(inside: boolean, texts: Partial<GalleryEntry> = {}): Promise<Made> {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const file = async (number: number, width: number): Promise<GalleryFile> => {
    const content = jpeg(width, 300, number);
    const hash = await sha256(content);
    bytes.set(hash, content);
    return { hash, type: 'image/jpeg', bytes: content.length, width, height: 300 };
  };
  const entries = await Promise.all(
    [1, 2].map(async (number) =>
      galleryEntry(number, {
        ...texts,
        files: {
          picture: await file(3 * number, 400),
          small: await file(3 * number + 1, 200),
          ...(number === 1 ? { before: await file(3 * number + 2, 300) } : {}),
        },
      }),
    ),
  );
  const pictures = entries.map((entry, index) =>
    publishedPicture(entry, (part) => {
      if (part === 'middle' && inside) return null;
      const said = part === 'middle' ? undefined : entry.files[part as PartName];
      const content = said && bytes.get(said.hash);
      return inside && content
        ? dataAddress('image/jpeg', content)
        : `pictures/${index + 1}-${part}.jpg`;
    }),
  );
  return { site: { ...siteOf(), pictures }, bytes };
}

const ofText = (text: string) => bytesReader(new TextEncoder().encode(text));

function filesOfZip({ site, bytes }: Made): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const { name, text } of siteTexts(site)) files[name] = new TextEncoder().encode(text);
  for (const { entry, picture, small, before } of site.pictures) {
    const parts = { picture, small, before };
    for (const part of ['picture', 'small', 'before'] as const) {
      const said = entry.files[part];
      const content = said && bytes.get(said.hash);
      const address = parts[part]?.address;
      if (content && address !== undefined) files[address] = content;
    }
  }
  return files;
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Resolves to every file of a gallery, by its hash, or why it was refused. */
async function allFiles(gallery: OpenedGallery): Promise<readonly string[]> {
  const found: string[] = [];
  for (const picture of gallery.pictures) {
    for (const part of ['picture', 'small', 'before'] as const) {
      const said = picture.entry.files[part];
      if (!said) continue;
      const file = await gallery.file(picture, part);
      if (!file.ok) found.push(file.error.message);
      else found.push(await sha256(new Uint8Array(await file.value.arrayBuffer())));
    }
  }
  return found;
}

describe('a published gallery that comes back', () => {
  it('says the same of any entry as was published', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 5 }), (entries) => {
        const pictures = entries.map((entry) => publishedPicture(entry, (part) => part));
        const site = { ...siteOf(), pictures };
        for (const inside of [false, true]) {
          const read = valueOf(readList(writeList(site, inside)));
          expect(read.refused).toBe(0);
          expect(read.pictures.map(({ entry }) => entry)).toEqual(
            pictures.map(({ entry }) => entry),
          );
        }
      }),
    );
  });

  it('has all of its files, as a page and as a zip, also in a folder', async () => {
    const inside = await made(true);
    const beside = await made(false);
    const files = filesOfZip(beside);
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`owls/${name}`, content]),
    );
    const came = [
      new TextEncoder().encode(singlePage(inside.site)),
      zipSync(files),
      zipSync(inFolder),
    ];
    for (const bytes of came) {
      const found = await readAny({ name: 'owls', bytes });
      expect(found).toEqual({ ok: true, value: { kind: 'published' } });
      const gallery = valueOf(await readPublished(bytesReader(bytes)));
      expect(gallery.facts).toMatchObject({
        title: 'Owls and other neighbours',
        licence: 'CC BY 4.0',
      });
      expect(gallery.pictures.map(({ entry }) => entry)).toEqual(
        inside.site.pictures.map(({ entry }) => entry),
      );
      expect(new Set(await allFiles(gallery))).toEqual(new Set(inside.bytes.keys()));
    }
  });

  it('says of a page alone that its pictures lie beside it', async () => {
    const { site } = await made(false);
    const [page] = siteTexts(site);
    const bytes = new TextEncoder().encode(page?.text ?? '');
    const found = await readAny({ name: 'index.html', bytes });
    expect(found).toMatchObject({ ok: false, error: { code: 'CFG-NONE' } });
    expect(!found.ok && found.error.advice).toBe('Drop the zip that it came in.');
  });
});

describe('a published gallery that lies', () => {
  it('gives no file that is not the one it lists: other bytes, size, type, base64', async () => {
    const { site, bytes } = await made(true);
    const page = singlePage(site);
    const [first = ''] = bytes.keys();
    const content = dataAddress('image/jpeg', bytes.get(first) ?? new Uint8Array());
    const other = dataAddress('image/jpeg', jpeg(400, 300, 99));
    const changes: readonly (readonly [string, string, string])[] = [
      [content, other, 'its file is not the one that was published'],
      [content, `${content.slice(0, -9)}`, 'its file is'],
      [content, `${content.slice(0, -4)}=====`, 'its file is missing'],
      [content, content.replace(/=*$/, 'A'.repeat(4_000)), 'its file is damaged'],
      [content, 'https://example.org/x.jpg', 'its file is missing'],
    ];
    for (const [from, to, why] of changes) {
      const gallery = valueOf(
        await readPublished(ofText(page.replace(`src="${from}"`, `src="${to}"`))),
      );
      expect((await allFiles(gallery)).filter((said) => said.includes(why)).length).toBe(1);
    }
  });

  it('gives no picture that is larger than it says', async () => {
    const { site, bytes } = await made(true);
    const page = singlePage(site);
    const [first = ''] = bytes.keys();
    const bomb = jpeg(60_000, 60_000, 1);
    const hash = await sha256(bomb);
    const content = dataAddress('image/jpeg', bytes.get(first) ?? new Uint8Array());
    const lying = page.replaceAll(first, hash).replaceAll(content, dataAddress('image/jpeg', bomb));
    const gallery = valueOf(await readPublished(ofText(lying)));
    expect((await allFiles(gallery))[0]).toContain('its file is not the one that was published');
  });

  it('unpacks of a zip no more than it says, and nothing that it does not hold', async () => {
    const zip = await made(false);
    const files = filesOfZip(zip);
    const bomb = new Uint8Array(5_000_000);
    const [path = ''] = Object.keys(files).filter((name) => name.startsWith('pictures/'));
    const heavy = zipSync({ ...files, [path]: bomb });
    const gallery = valueOf(await readPublished(bytesReader(heavy)));
    expect(await allFiles(gallery)).toContain(
      'The picture “Picture 1” was not taken: its file is damaged.',
    );
    const { [path]: _, ...without } = files;
    const lacking = valueOf(await readPublished(bytesReader(zipSync(without))));
    expect(await allFiles(lacking)).toContain(
      'The picture “Picture 1” was not taken: its file is missing.',
    );
    const list = new TextEncoder().encode('[1');
    const cut = await readPublished(bytesReader(zipSync({ ...files, 'gallery.json': list })));
    expect(cut).toMatchObject({ ok: false, error: { code: 'CFG-SHAPE' } });
    const deep = new TextEncoder().encode('['.repeat(200_000));
    const nested = await readPublished(bytesReader(zipSync({ ...files, 'gallery.json': deep })));
    expect(nested).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
    expect(await readPublished(bytesReader(heavy.subarray(0, heavy.length - 40)))).toMatchObject({
      ok: false,
      error: { code: 'CFG-SHAPE' },
    });
  });

  it('says so when it can be read no more, as one on a disk that is gone', async () => {
    const bytes = zipSync(filesOfZip(await made(false)));
    let isGone = false;
    const reader = bytesReader(bytes);
    const gallery = valueOf(
      await readPublished({
        size: reader.size,
        read: (from, length) =>
          isGone ? Promise.reject(new Error('gone')) : reader.read(from, length),
      }),
    );
    isGone = true;
    expect(new Set((await allFiles(gallery)).map((said) => said.split(': ')[1]))).toEqual(
      new Set(['its file cannot be read any more.']),
    );
  });

  it('is refused as a list of another version, of too many, or of none; bad ones are counted', () => {
    const list = (more: object) => readList(JSON.stringify({ 'pipette-gallery': 1, ...more }));
    expect(list({ 'pipette-gallery': 2 })).toMatchObject({ error: { code: 'CFG-VERSION' } });
    expect(list({ 'pipette-gallery': 'x' })).toMatchObject({ error: { code: 'CFG-SHAPE' } });
    expect(list({ pictures: Array.from({ length: 400 }, () => 1) })).toMatchObject({
      error: { code: 'CFG-SIZE' },
    });
    const hostile = { ['__proto__']: { x: 1 }, pictures: [1, null, { entry: { gallery: 1 } }, []] };
    expect(valueOf(list(hostile))).toMatchObject({ pictures: [], refused: 4 });
    expect(valueOf(list({ address: 'javascript:alert(1)' })).facts.address).toBe(null);
  });
});

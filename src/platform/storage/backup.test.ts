import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../core/assets/asset';
import { writeDocument } from '../../core/documents/document';
import { limits } from '../../core/base/limits';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { makeVersion } from '../../core/pipeline/versions/make-version';
import { ok } from '../../core/base/result';
import { addFromBackup, planBackup, readBackup, replaceByBackup } from './backup';
import { finishRestoring } from './restored-texts';
import { memoryStore } from './testing';
import { StoredVersions } from './versions';
import type { BrowserTexts } from './text-store';
import { writeZips } from '../files/zip';

const now = new Date('2026-01-02T03:04:05Z');
const work = (savedAt: number) => ({ version: 1, savedAt, pipeline: writeDocument(emptyPipeline) });
const png = new Blob([new Uint8Array([1, 2, 3])], { type: 'image/png' });

const recordsOf = (values: ReadonlyMap<string, unknown>) => memoryStore(new Map(values));

function textsOf(texts: Readonly<Record<string, string>>): BrowserTexts {
  const kept = new Map(Object.entries(texts));
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    all: () => kept,
    clear: () => kept.clear(),
  };
}

/** Everything there can be, and one record that no reader knows. */
async function everything(): Promise<Map<string, unknown>> {
  const hash = await sha256(new Uint8Array(await png.arrayBuffer()));
  return new Map<string, unknown>([
    ['work:1', work(1000)],
    ['work:2', work(5000)],
    ['source:1', new Blob(['a picture'], { type: 'image/jpeg' })],
    [`asset:${hash}`, { addedAt: 1, png }],
    ['version:v', { at: 7, reason: 'exported', pipeline: writeDocument(emptyPipeline) }],
    ['other:x', 'not ours'],
  ]);
}

async function backupOf(values: ReadonlyMap<string, unknown>): Promise<Blob> {
  const texts = textsOf({ theme: '"dark"', 'last-backup': 'long ago' });
  const plan = await planBackup(recordsOf(values), texts, now, '1.0.0');
  if (!plan.ok) throw new Error(plan.error.message);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await writeZips(plan.value.entries, () =>
    Promise.resolve({
      write: (chunk) => Promise.resolve(void chunks.push(chunk)),
      close: () => Promise.resolve(),
    }),
  );
  return new Blob(chunks);
}

describe('a backup', () => {
  it('leaves the files of the sets that it brings back, which no backup holds', async () => {
    const backup = {
      madeAt: '',
      values: new Map([
        ['work:1', { ...work(1), setId: 's', set: { id: 's', entries: [{ id: 'p' }] } }],
      ]),
      texts: new Map<string, string>(),
      counts: new Map(),
      lost: 0,
    };
    const files = ['picture:p', 'cover:s', 'picture:other', 'cover:other'];
    const records = recordsOf(new Map(files.map((key) => [key, png])));
    await replaceByBackup(records, textsOf({}), backup, 100_000);
    const kept = ['cover:s', 'picture:p', 'restored-texts', 'work:1'];
    expect([...records.values.keys()].sort()).toEqual(kept);
  });

  it('brings everything back, the newest work as if it was saved just now', async () => {
    const read = await readBackup(await backupOf(await everything()), now.getTime());
    if (!read.ok) throw new Error(read.error.message);
    expect([...read.value.counts]).toEqual([
      ['work', 2],
      ['source', 1],
      ['asset', 1],
      ['version', 1],
    ]);
    expect(read.value.lost).toBe(0);
    const records = recordsOf(new Map([['work:old', work(1)]]));
    const texts = textsOf({ theme: '"light"', units: 'px' });
    await replaceByBackup(records, texts, read.value, 100_000);
    expect([...records.values.keys()].sort()).toEqual(
      [...(await everything()).keys(), 'restored-texts'].filter((key) => key !== 'other:x').sort(),
    );
    expect(records.values.get('work:2')).toMatchObject({ savedAt: 100_000 });
    expect(records.values.get('work:1')).toMatchObject({ savedAt: 96_000 });
    const source = records.values.get('source:1');
    expect(source instanceof Blob && [source.type, await source.text()]).toEqual([
      'image/jpeg',
      'a picture',
    ]);
    expect([...texts.all()]).toEqual([
      ['theme', '"dark"'],
      ['last-backup', now.toISOString()],
      ['restored', '100000'],
    ]);
  });

  it('brings back its settings, too, where the browser was ended before it wrote them', async () => {
    const read = await readBackup(await backupOf(await everything()), now.getTime());
    if (!read.ok) throw new Error(read.error.message);
    const records = recordsOf(new Map());
    const before = { theme: '"light"', units: 'px' };
    await replaceByBackup(records, textsOf(before), read.value, 100_000);
    const texts = textsOf(before);
    expect(await finishRestoring(records, texts)).toBe(true);
    expect(texts.get('theme')).toBe('"dark"');
    expect(texts.get('units')).toBeNull();
    // What is changed afterwards stays so.
    texts.set('theme', '"system"');
    expect(await finishRestoring(records, texts)).toBe(false);
    expect(texts.get('theme')).toBe('"system"');
    // The next backup is of another device's settings, not of when these came.
    const plan = await planBackup(records, texts, now, '1.0.0');
    const [list] = plan.ok ? plan.value.entries : [];
    expect(await list?.content.text()).not.toContain('restored');
  });

  it('joins histories, with small pictures and what others said of a version', async () => {
    const bell = { ring: () => undefined, hear: () => () => undefined };
    const [there, here] = [memoryStore(), memoryStore()];
    const [far, near] = [there, here].map((one) => new StoredVersions(one, bell, () => 5));
    const contents = { pipeline: { ...emptyPipeline, name: 'a' }, settings: null };
    const facts = { lineage: '0'.repeat(16), parents: [], at: 1, reason: 'checkpoint' } as const;
    const both = await makeVersion(contents, facts);
    const only = await makeVersion(contents, { ...facts, parents: [both.id] });
    const trace = { id: '1'.repeat(16), lineage: facts.lineage, parents: [], at: 0 };
    await far?.keep({ versions: [both, only], traces: [trace] });
    const carrier = (name: string) => ({ kind: 'export', at: 1, name }) as const;
    await far?.amend(both.id, (head) => ({ ...head, carriedBy: [carrier('far.jpg')] }));
    await far?.depict(only.id, new Blob([new Uint8Array([7, 8])], { type: 'image/webp' }));
    await near?.keep({ versions: [{ ...both, carriedBy: [carrier('near.jpg')] }] });
    const read = await readBackup(await backupOf(there.values), now.getTime());
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.lost).toBe(0);
    expect(await addFromBackup(here, read.value, 9)).toEqual(ok(1));
    const list = await near?.list();
    if (!list?.ok) throw new Error('no list');
    const names = list.value.heads.find(({ id }) => id === both.id)?.carriedBy;
    expect(names?.map(({ name }) => name)).toEqual(['far.jpg', 'near.jpg']);
    expect(list.value.traces).toEqual([trace]);
    const hash = list.value.heads.find(({ id }) => id === only.id)?.picture?.hash;
    const picture = await near?.picture(hash ?? '');
    expect(picture?.ok && (await picture.value?.bytes())).toEqual(new Uint8Array([7, 8]));
    // Once more it is what it was.
    expect(await addFromBackup(here, read.value, 9)).toEqual(ok(0));
  });

  it('adds what is missing and touches nothing else', async () => {
    const read = await readBackup(await backupOf(await everything()), now.getTime());
    if (!read.ok) throw new Error(read.error.message);
    const mine = { at: 9, reason: 'asked', pipeline: writeDocument(emptyPipeline) };
    const records = recordsOf(new Map<string, unknown>([['version:v', mine]]));
    expect(await addFromBackup(records, read.value, 9)).toEqual(ok(0));
    expect(records.values.get('version:v')).toEqual(mine);
    expect([...records.values.keys()].filter((key) => key.startsWith('work:'))).toEqual([]);
    const empty = recordsOf(new Map());
    expect(await addFromBackup(empty, read.value, 9)).toEqual(ok(1));
  });

  it('leaves out what no reader takes, and a watermark that has another name than its hash', async () => {
    const list = {
      'pipette-backup': 1,
      madeAt: 'yesterday',
      records: [
        { key: 'work:1', value: { savedAt: 'now' } },
        { key: 'version:1', value: 5 },
        { key: 'preset:1', value: { version: 1, revision: 1, preset: {} } },
        { key: 'asset:beef', file: { name: 'pictures/1', type: 'image/png' } },
        { key: 'evil:1', value: 1 },
        { key: 'work:2', value: work(3) },
      ],
      texts: { theme: 4, view: 'ok' },
    };
    const zip = zipSync(
      { 'backup.json': strToU8(JSON.stringify(list)), 'pictures/1': new Uint8Array([1, 2, 3]) },
      { level: 0 },
    );
    const read = await readBackup(new Blob([new Uint8Array(zip)]), 0);
    expect(read).toMatchObject({ ok: true, value: { lost: 5, madeAt: '' } });
    expect(read.ok && [...read.value.values.keys()]).toEqual(['work:2']);
    expect(read.ok && [...read.value.texts]).toEqual([['view', 'ok']]);
  });

  it('is refused in words when it is cut, changed, newer or something else', async () => {
    const whole = new Uint8Array(await (await backupOf(await everything())).arrayBuffer());
    const refusal = async (bytes: Uint8Array): Promise<string> => {
      const read = await readBackup(new Blob([new Uint8Array(bytes)]), 0);
      if (read.ok) throw new Error('it was taken');
      expect(read.error.safe).toBe('Nothing that is stored here was changed.');
      return read.error.message;
    };
    expect(await refusal(whole.subarray(0, whole.length - 30))).toMatch(/list of files is missing/);
    expect(await refusal(zipSync({ 'pipeline.json': strToU8('{}') }))).toMatch(/no backup/);
    expect(await refusal(zipSync({ 'backup.json': strToU8('{"pipette-backup":2}') }))).toMatch(
      /newer version of Pipette/,
    );
    expect(await refusal(zipSync({ 'backup.json': strToU8('[') }))).toMatch(/damaged/);
    const gone = new Blob([whole]);
    gone.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    expect(await readBackup(gone, 0)).toMatchObject({
      ok: false,
      error: { message: 'The backup could not be read. It may have moved or changed.' },
    });
    const lacking = {
      'pipette-backup': 1,
      records: [{ key: 'source:1', file: { name: 'x', type: '' } }],
    };
    expect(await refusal(zipSync({ 'backup.json': strToU8(JSON.stringify(lacking)) }))).toMatch(
      /one of its pictures is missing/,
    );
  });

  it('is refused when it names one picture again and again', async () => {
    const records = Array.from({ length: 40 }, (_, at) => ({
      key: `source:${at}`,
      file: { name: 'pictures/1', type: 'image/png' },
    }));
    const list = JSON.stringify({ 'pipette-backup': 1, records });
    const zip = zipSync({
      'backup.json': strToU8(list),
      'pictures/1': [new Uint8Array(9_000), { level: 0 }],
    });
    const read = await readBackup(new Blob([Uint8Array.from(zip)]), 1);
    expect(read).toMatchObject({
      ok: false,
      error: { message: 'This backup names one of its pictures too often.' },
    });
  });

  it('is refused when its list has more lists than any that was written', async () => {
    const { lists } = limits.backup;
    const listed = (count: number) =>
      zipSync({
        'backup.json': strToU8(
          `{"pipette-backup":1,"records":[{"key":"work:1","value":[${'[],'.repeat(count)}1]}]}`,
        ),
      });
    const max = await readBackup(new Blob([Uint8Array.from(listed(lists - 4))]), 1);
    expect(max).toMatchObject({ ok: true, value: { lost: 1 } });
    const more = await readBackup(new Blob([Uint8Array.from(listed(lists - 3))]), 1);
    expect(more).toMatchObject({
      ok: false,
      error: { message: 'The list of the backup is more than any that Pipette wrote.' },
    });
  });

  it('never throws, whichever byte of it is changed', async () => {
    const whole = new Uint8Array(await (await backupOf(await everything())).arrayBuffer());
    for (let at = 0; at < whole.length; at += 3) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      await expect(readBackup(new Blob([changed]), 0)).resolves.toHaveProperty('ok');
    }
  });
});

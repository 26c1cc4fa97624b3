import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { sha256 } from '../../assets/asset';
import { factsOfContents, makeVersion } from '../../pipeline/versions/make-version';
import { parseVersion, traceOf, writeVersion } from '../../pipeline/versions/record';
import type { Version } from '../../pipeline/versions/version';
import { emptyPipeline } from '../../pipeline/pipeline';
import { anyVersion } from '../../testing/any-version';
import { hostileDocument } from '../../testing/hostile-document';
import { idOf } from '../../testing/any-history';
import { patience, roundTrips } from '../../testing/proof';
import { writeJson } from '../carriers/json';
import type { DetectedPipeline } from '../detected';
import { readAny } from '../read-any';
import { projectLimits, projectNames, readProjectList, writeProjectList } from './project-files';
import { type Project, projectFiles, type ProjectFiles } from './write-project';

const site = 'https://pipette.example/';

/** Returns the archive that a project becomes. */
async function archived({ files }: ProjectFiles): Promise<Uint8Array> {
  const entries: Zippable = {};
  for (const { name, content, text } of files) {
    entries[name] = [new Uint8Array(await content.arrayBuffer()), { level: text ? 6 : 0 }];
  }
  return zipSync(entries);
}

async function read(bytes: Uint8Array, name = 'sky.pipette'): Promise<DetectedPipeline> {
  const found = await readAny({ name, bytes });
  if (!found.ok) throw new Error(found.error.message);
  if (found.value.kind !== 'pipeline') throw new Error(found.value.kind);
  return found.value;
}

const versionOf = (name: string, parents: readonly string[] = []): Promise<Version> =>
  makeVersion(
    { pipeline: { ...emptyPipeline, name }, settings: null },
    { lineage: idOf(1), parents, at: 5, reason: 'asked' },
  );

const small = { type: 'image/webp', bytes: new Uint8Array([1, 2, 3]) };

/** Returns a project of two versions, with everything that one may have. */
async function whole(): Promise<Project> {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
  const [hash, of] = [await sha256(png), await sha256(small.bytes)];
  const first = await versionOf('First', [idOf(7)]);
  const second = { ...(await versionOf('Second', [first.id])), picture: { hash: of, bytes: 3 } };
  return {
    document: writeJson(second.pipeline, { version: { id: second.id, parents: [first.id] } }),
    history: {
      versions: [second, first],
      traces: [{ id: idOf(7), lineage: idOf(1), parents: [], at: 0 }],
      pictures: new Map([[of, small]]),
    },
    assets: new Map([[hash, new Blob([png])]]),
    pictures: [{ name: 'Sky & sea.jpg', content: new Blob(['jpeg'], { type: 'image/jpeg' }) }],
    madeAt: '2026-11-27T10:00:00.000Z',
  };
}

/** Returns the files of that project's archive, some of them other ones or, for null, left out. */
async function changed(change: Readonly<Record<string, Uint8Array | null>>): Promise<Uint8Array> {
  const files = unzipSync(await archived(projectFiles(await whole(), site)));
  const entries: Zippable = {};
  for (const [name, content] of Object.entries({ ...files, ...change })) {
    if (content) entries[name] = [content, { level: name.startsWith('pictures/') ? 0 : 6 }];
  }
  return zipSync(entries);
}

const problemsOf = ({ document }: DetectedPipeline) =>
  document.problems.map(({ path, kept }) => `${path}: ${kept}`);

describe('a project file', () => {
  it('comes back whole', async () => {
    const project = await whole();
    const bytes = await archived(projectFiles(project, site));
    const found = await read(bytes);
    expect(found).toMatchObject({ from: 'project', document: { problems: [] } });
    expect(found.document.pipeline.name).toBe('Second');
    expect(found.document.version?.id).toBe(project.history.versions[0]?.id);
    const { history, pictures } = found.project ?? {};
    expect(history?.versions).toEqual(project.history.versions);
    expect(history?.traces).toEqual(project.history.traces);
    expect(history?.pictures).toEqual(project.history.pictures);
    expect([...found.assets.keys()]).toEqual([...project.assets.keys()]);
    expect(pictures?.map(({ name, type }) => [name, type])).toEqual([
      ['Sky & sea.jpg', 'image/jpeg'],
    ]);
    const [picture] = pictures ?? [];
    expect(strFromU8(bytes.subarray(picture?.start, picture?.end))).toBe('jpeg');
  });

  it('comes back whatever is in it', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyVersion, { minLength: 1, maxLength: 3 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 }),
        async (list, names) => {
          const versions = new Map<string, Version>();
          for (const [pipeline, settings, facts] of list) {
            const version = await makeVersion({ pipeline, settings }, facts);
            versions.set(version.id, version);
          }
          const [first] = versions.values();
          if (!first) return;
          const { pipeline, settings } = first;
          const history = { versions: [...versions.values()], traces: [], pictures: new Map() };
          const files = projectFiles(
            {
              document: writeJson(pipeline, settings ? { settings } : {}),
              history,
              assets: new Map(),
              pictures: names.map((name) => ({ name, content: new Blob([name]) })),
              madeAt: '',
            },
            site,
          );
          const found = await read(await archived(files));
          expect(found.document.problems).toEqual([]);
          expect(found.document).toMatchObject({ pipeline, settings });
          expect(found.project?.history?.versions).toEqual(history.versions);
          expect(found.project?.pictures).toHaveLength(names.length);
        },
      ),
      { numRuns: roundTrips(100) },
    );
  });

  it('is an archive with a pipeline for those who do not know projects', async () => {
    const found = await read(await changed({ [projectNames.list]: null }));
    expect([found.from, found.document.pipeline.name]).toEqual(['zip', 'Second']);
    expect(found.project).toBeUndefined();
  });

  it('takes nothing but what it knows, and passes over strange entries', async () => {
    const strange = {
      '../../evil.sh': strToU8('rm'),
      'assets/x.png': strToU8('x'),
      a: strToU8(''),
    };
    const found = await read(await changed(strange));
    expect(problemsOf(found)).toEqual([]);
    expect(found.assets.size).toBe(1);
    expect(found.project?.pictures).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, Uint8Array | null>>, RegExp]>([
    ['a list that is none', { 'project.json': strToU8('{') }, /^project.json: the pipeline alone$/],
    [
      'a list of tomorrow',
      { 'project.json': strToU8('{"pipette-project":2,"pictures":[]}') },
      /pipette-project: what this version of Pipette knows$/,
    ],
    [
      'a list of pictures that are none',
      { 'project.json': strToU8('{"pipette-project":1,"pictures":[5,{"file":"x","name":""}]}') },
      /pictures: those that are$/,
    ],
    [
      'no history that can be read',
      { 'history.json': strToU8('[]') },
      /history.json: .*without it/,
    ],
    [
      'a history of tomorrow',
      { 'history.json': strToU8('{"pipette-history":2,"versions":[]}') },
      /history.json: what this version of Pipette knows$/,
    ],
    [
      'versions that are none',
      { 'history.json': strToU8('{"pipette-history":1,"versions":[5,6]}') },
      /history.json: the others$/,
    ],
    ['no picture', { 'pictures/Sky & sea.jpg': null }, /^Sky & sea.jpg: the project without it$/],
  ])('is read as far as it goes with %s', async (_, change, said) => {
    const found = await read(await changed(change));
    expect(found.document.pipeline.name).toBe('Second');
    expect(problemsOf(found)).toEqual([expect.stringMatching(said)]);
  });

  it('leaves out an asset that is damaged, and a picture that was packed anew', async () => {
    const bytes = await archived(projectFiles(await whole(), site));
    const files = unzipSync(bytes);
    const packed = await read(zipSync(files, { level: 6 }));
    expect(problemsOf(packed)).toEqual(['Sky & sea.jpg: the project without it']);
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    const damaged = bytes.slice();
    damaged[at + 1] = 0;
    const found = await read(damaged);
    expect(found.assets.size).toBe(0);
    expect(problemsOf(found)).toEqual([
      expect.stringMatching(/^assets\/.*: the steps without it$/),
    ]);
  });

  it('is read without a history that says it is larger than any', async () => {
    const bytes = await changed({});
    const inList = Buffer.from(bytes).lastIndexOf(projectNames.history) - 46;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(inList + 24, 0x7fffffff, true);
    const found = await read(bytes);
    expect(found.project?.history).toBeNull();
    expect(problemsOf(found)).toEqual([expect.stringMatching(/history.json: .*without it/)]);
    expect(found.document.problems[0]?.came).toContain('at most');
  });

  it('is refused, in words, without a pipeline that can be read', async () => {
    for (const [change, words] of [
      [null, /project without its pipeline\.json/],
      [strToU8('{"pipette":2}'), /sky\.pipette was not read/],
      [new Uint8Array(limits.document.bytes + 1), /at most/],
    ] as const) {
      const found = await readAny({
        name: 'sky.pipette',
        bytes: await changed({ [projectNames.pipeline]: change }),
      });
      expect(found.ok ? '' : found.error.message).toMatch(words);
    }
  });

  it('tells of no picture that it has no room for', async () => {
    const project = await whole();
    const large = new Blob([new Uint8Array(projectLimits.assetBytes)]);
    const assets = new Map([...project.assets, ['f'.repeat(64), large] as const]);
    const { files, assetsLeftOut } = projectFiles({ ...project, assets }, site);
    expect(assetsLeftOut).toBe(1);
    expect(files.map(({ name }) => name)).not.toContain(`assets/${'f'.repeat(64)}.png`);
  });
});

describe('what the reader of projects accepts', () => {
  it('comes back after writing', { timeout: patience }, async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(hostileDocument, fc.jsonValue({ maxDepth: 3 }), async (input, odd) => {
        const contents = { pipeline: emptyPipeline, settings: null };
        const said = {
          id: idOf(3),
          lineage: idOf(1),
          parents: [],
          at: 1,
          reason: 'asked',
        } as const;
        const version = { ...said, carriedBy: [], ...factsOfContents(contents), ...contents };
        const history = {
          'pipette-history': 1,
          versions: [
            { ...writeVersion(version), pipeline: input },
            { ...writeVersion(version), id: idOf(4), about: odd, label: odd },
          ],
        };
        const text = (value: unknown) => strToU8(JSON.stringify(value) ?? 'null');
        const found = await readAny({
          name: 'x.pipette',
          bytes: zipSync({
            'project.json': text({ 'pipette-project': 1, pictures: odd, madeAt: odd }),
            'pipeline.json': text(input),
            'history.json': text(history),
          }),
        });
        if (!found.ok || found.value.kind !== 'pipeline') return;
        accepted += 1;
        const { document, project } = found.value;
        for (const one of project?.history?.versions ?? []) {
          expect(parseVersion(JSON.parse(JSON.stringify(writeVersion(one))))).toEqual({
            ok: true,
            value: one,
          });
        }
        const { settings } = document;
        const again = await read(
          await archived(
            projectFiles(
              {
                document: writeJson(document.pipeline, settings ? { settings } : {}),
                history: project?.history ?? { versions: [], traces: [], pictures: new Map() },
                assets: new Map(),
                pictures: [],
                madeAt: '',
              },
              site,
            ),
          ),
        );
        expect(again.document.problems).toEqual([]);
        expect(again.document.pipeline).toEqual(document.pipeline);
        expect(again.project?.history?.versions).toEqual(project?.history?.versions ?? []);
      }),
      { numRuns: roundTrips(200) },
    );
    expect(accepted).toBeGreaterThan(roundTrips(200) / 4);
  });

  it('is the list as it was written', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            file: fc.string({ minLength: 1 }),
            name: fc.string({ minLength: 1 }),
            type: fc.constantFrom('', 'image/jpeg', 'image/svg+xml'),
          }),
          { maxLength: 4 },
        ),
        (list) => {
          const pictures = [...new Map(list.map((one) => [one.file, one])).values()];
          const madeAt = '2026-11-27T10:00:00.000Z';
          const again = readProjectList(writeProjectList({ madeAt, pictures }));
          expect(again).toEqual({ ok: true, value: { madeAt, pictures, problems: [] } });
        },
      ),
    );
  });
});

describe('files that were saved', () => {
  const saved = (name: string) =>
    new Uint8Array(readFileSync(new URL(`saved/${name}`, import.meta.url)));

  it('open for ever: project 1', async () => {
    const found = await read(saved('project-1.pipette'));
    expect(found.document.problems).toEqual([]);
    expect(found.document.pipeline.name).toBe('Harbour');
    expect(found.document.settings?.format).toBe('webp');
    expect(found.document.pipeline.steps.map(({ operation }) => operation)).toEqual([
      'exposure',
      'image-watermark',
      'crop',
    ]);
    const { history, pictures } = found.project ?? {};
    expect(history?.versions.map(({ reason, label }) => [reason, label?.name])).toEqual([
      ['merge', undefined],
      ['checkpoint', undefined],
      ['export', undefined],
      ['asked', 'First draft'],
    ]);
    expect(history?.versions[0]?.id).toBe(found.document.version?.id);
    expect(history?.traces).toHaveLength(1);
    expect(history?.pictures.size).toBe(1);
    for (const [hash, bytes] of found.assets) expect(await sha256(bytes)).toBe(hash);
    expect(found.assets.size).toBe(1);
    expect(pictures?.map(({ name }) => name)).toEqual(['harbour.png']);
  });

  it('open for ever: history 1', async () => {
    const found = await readAny({ name: 'x', bytes: saved('history-1.json') });
    if (!found.ok || found.value.kind !== 'history') throw new Error('no history');
    const { history } = found.value;
    expect(history.versions.map(({ title }) => title)).toEqual(Array(4).fill('Harbour'));
    expect(history.traces.map(({ id }) => id)).toEqual([
      ...(history.versions.at(-1)?.parents ?? []),
    ]);
    expect([history.refused, [...history.problems]]).toEqual([[], []]);
    const versions = await Promise.all(
      history.versions.map(({ pipeline, settings, ...facts }) =>
        makeVersion({ pipeline, settings }, facts),
      ),
    );
    // Their ids are what their contents say.
    expect(versions.map(traceOf)).toEqual(history.versions.map(traceOf));
  });
});

import { describe, expect, it } from 'vitest';
import { embeddedPipelineIn, setEmbeddedPipeline } from '../metadata/embedded-pipeline';
import { initialExportSettings } from '../formats/settings';
import { operationsById } from '../operations/index';
import { newStep } from '../pipeline/edit';
import type { Pipeline } from '../pipeline/pipeline';
import type { CarriedVersion } from '../pipeline/versions/carried';
import { programLanguages } from '../programs/index';
import { planProgram } from '../programs/plan';
import { readJson, writeJson } from './carriers/json';
import { readYaml, writeYaml } from './carriers/yaml';
import { writeDocument } from './document';
import { foundInPicture, readAny } from './read-any';
import { readDocument } from './read-document';
import { linkIn, readLink, writeLink } from './share-link';

const invert = operationsById.get('invert');
const pipeline: Pipeline = { name: 'Mine', steps: invert ? [newStep(invert)] : [] };
const id = '0123456789abcdef';
const versions: readonly CarriedVersion[] = [
  { id, parents: [] },
  { id, parents: ['1123456789abcdef'] },
  { id, parents: ['1123456789abcdef', '2123456789abcdef'] },
];
const choices = { names: true, settings: null };

describe.each(versions)('which version it is, with parents $parents', (version) => {
  it('comes back from JSON and YAML', () => {
    for (const read of [
      readJson(writeJson(pipeline, { version })),
      readYaml(writeYaml(pipeline, { version })),
    ]) {
      expect(read).toMatchObject({ ok: true, value: { version, problems: [] } });
    }
  });

  it('comes back from a link, whatever stands around it', () => {
    const link = writeLink(pipeline, choices, version);
    // What is read by those who know of no versions is the link of before, and what follows on it.
    expect(link.startsWith(`${writeLink(pipeline, choices)}.`)).toBe(true);
    for (const text of [link, `https://example.org/#${link}`, `<#${link}>`, `#${link}.`]) {
      expect(readLink(text)).toMatchObject({ ok: true, value: { version } });
    }
    expect(readLink(linkIn(`See #${link}, it is good.`) ?? '')).toMatchObject({
      ok: true,
      value: { version },
    });
  });

  it('is left out where it was cut or changed, and the pipeline comes all the same', () => {
    const link = writeLink(pipeline, choices, version);
    for (const text of [link.slice(0, -1), `${link.slice(0, -2)}0a`, `${link}x`]) {
      const read = readLink(text);
      expect(read.ok && read.value.version).toBeNull();
    }
  });

  it('comes back from programs and from pictures', async () => {
    for (const language of programLanguages) {
      const print = await language.printer();
      const text = print(
        planProgram(pipeline, initialExportSettings(), {
          appVersion: '1.0.0',
          vipsVersion: '8.18.7',
          date: '2026-01-02',
          checksum: null,
          version,
          png: () => new Uint8Array(),
        }),
      );
      const read = await readAny({ name: 'x', bytes: new TextEncoder().encode(text) });
      expect(read).toMatchObject({ ok: true, value: { document: { version } } });
    }
    const told = { pipeline: JSON.stringify(writeDocument(pipeline, { version })), pixels: null };
    const packet = setEmbeddedPipeline(null, told);
    const embedded = embeddedPipelineIn(packet ?? '');
    expect(foundInPicture('x.jpg', embedded?.pipeline ?? '', null)).toMatchObject({
      ok: true,
      value: { document: { version } },
    });
  });
});

it('is noted where it is none', () => {
  const read = readDocument({ ...(writeDocument(pipeline) as object), version: 'yesterday' });
  expect(read).toMatchObject({
    ok: true,
    value: { version: null, problems: [{ path: 'version' }] },
  });
});

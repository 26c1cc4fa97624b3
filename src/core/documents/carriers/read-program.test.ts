import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { initialValues } from '../../operations/define';
import { imageWatermark } from '../../operations/effect/image-watermark';
import type { Pipeline } from '../../pipeline/pipeline';
import { planFor } from '../../testing/programs';
import { assetHashes, testResources } from '../../testing/resources';
import { programLanguages } from '../../programs/index';
import { assetsInProgram, pipelineInProgram } from './read-program';

const pipeline: Pipeline = {
  name: 'Marked',
  steps: assetHashes.map((picture, index) => ({
    kind: 'known',
    id: `s${index}`,
    operation: imageWatermark.id,
    enabled: true,
    values: { ...initialValues(imageWatermark), picture },
  })),
};

describe.each(programLanguages.map((language) => [language.id, language] as const))(
  'a program in %s',
  (_, language) => {
    it('gives its pipeline and its pictures back', async () => {
      const print = await language.printer();
      const text = print(planFor(pipeline, (resource) => testResources.png(resource)));
      expect(pipelineInProgram(text, language.marks)).toMatchObject({
        ok: true,
        value: { pipeline, problems: [] },
      });
      for (const program of [text, text.replaceAll('\n', '\r\n')]) {
        const found = assetsInProgram(program);
        expect([...found.keys()]).toEqual(assetHashes);
        for (const [hash, bytes] of found) {
          expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
        }
      }
    });
  },
);

it('takes nothing for a picture that is none', () => {
  const hash = 'ab'.repeat(32);
  expect(assetsInProgram('print("hello")').size).toBe(0);
  expect(assetsInProgram(`    "asset:${hash}": [\n        "=A==",\n    ],`).size).toBe(0);
});

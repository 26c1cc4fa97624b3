import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { initialValues } from '../operations/define';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { parseYaml, readYaml, writeYaml } from './yaml';

describe('YAML', () => {
  it('of the largest pipeline, with the longest lists that its steps may have, is read', () => {
    const operation = operationsById.get('curves');
    if (!operation) throw new TypeError('there are curves');
    const points = Array.from({ length: 16 }, (_, at) => ({ x: at / 15, y: at / 15 }));
    const curves = { all: points, red: points, green: points, blue: points };
    const pipeline: Pipeline = {
      name: 'Everything',
      steps: Array.from({ length: limits.document.steps }, (_, at) => ({
        kind: 'known',
        id: `s${at}`,
        operation: 'curves',
        enabled: true,
        values: { ...initialValues(operation), ...curves },
      })),
    };
    const text = writeYaml(pipeline);
    expect(text.length).toBeGreaterThan(limits.document.bytes / 2);
    for (const lineEnd of ['\n', '\r\n']) {
      const found = readYaml(text.replaceAll('\n', lineEnd));
      expect(found).toMatchObject({ ok: true, value: { pipeline, problems: [] } });
    }
  });

  it('is refused with more lines or entries than any pipeline has, and not with as many', () => {
    const most = limits.yamlMarks;
    expect(parseYaml(`a: 1${'\n'.repeat(most)}`)).toMatchObject({ ok: true });
    expect(parseYaml(`[${'1,'.repeat(most - 1)}1]`)).toMatchObject({ ok: true });
    for (const text of [`a: 1${'\n'.repeat(most + 1)}`, `[${'1,'.repeat(most)}1]`]) {
      expect(parseYaml(text)).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { initialValues } from '../operations/define';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { parseYaml, readYaml, writeYaml } from './yaml';

describe('YAML', () => {
  it('of the largest pipeline, of steps with the longest lists, is read', () => {
    const operation = operationsById.get('redact');
    if (!operation) throw new TypeError('areas can be hidden');
    const area = { left: 0.125, top: 0.25, width: 0.375, height: 0.5 };
    const values = { ...initialValues(operation), areas: Array.from({ length: 50 }, () => area) };
    const pipeline: Pipeline = {
      name: 'Everything',
      steps: Array.from({ length: limits.document.steps }, (_, at) => ({
        kind: 'known',
        id: `s${at}`,
        operation: 'redact',
        enabled: true,
        values,
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

import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { initialValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
import type { Pipeline } from '../../pipeline/pipeline';
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

  it.each([
    ['no', false],
    ['off', false],
    ['False', false],
    ['NO', false],
    ['yes', true],
    ['On', true],
    ['True', true],
  ])('takes the switch %s as people mean it, and says so', (word, isOn) => {
    const read = readYaml(
      `pipette: 2\noperations:\n  - operation: sharpen\n    enabled: ${word}\n` +
        `  - operation: straighten\n    parameters: {angle: 3, crop: ${word}}\n`,
    );
    if (!read.ok) throw new Error(read.error.message);
    const { pipeline, problems } = read.value;
    expect(pipeline.steps).toMatchObject([{ enabled: isOn }, { values: { crop: isOn } }]);
    const kept = isOn ? 'the step is on' : 'the step is off';
    expect(problems).toMatchObject([
      { path: 'operations[0].enabled', line: 4, kept },
      { path: 'operations[1].parameters.crop', line: 6, kept: isOn ? 'on' : 'off' },
    ]);
  });

  it('is refused with more lines or entries than any pipeline has, and not with as many', () => {
    const max = limits.yamlMarks;
    expect(parseYaml(`a: 1${'\n'.repeat(max)}`)).toMatchObject({ ok: true });
    expect(parseYaml(`[${'1,'.repeat(max - 1)}1]`)).toMatchObject({ ok: true });
    for (const text of [`a: 1${'\n'.repeat(max + 1)}`, `[${'1,'.repeat(max)}1]`]) {
      expect(parseYaml(text)).toMatchObject({ ok: false, error: { code: 'CFG-SIZE' } });
    }
  });
});

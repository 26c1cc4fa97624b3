import { describe, expect, it } from 'vitest';
import { questionsOf } from '../documents/apply-preset';
import { readPreset, writePreset } from '../documents/preset';
import { operationsById } from '../operations/index';
import { builtInPresets } from './index';

describe('the built-in presets', () => {
  it('are twelve, each with a name and an id of its own and something to say', () => {
    expect(builtInPresets).toHaveLength(12);
    expect(new Set(builtInPresets.map(({ id }) => id)).size).toBe(12);
    expect(new Set(builtInPresets.map(({ name }) => name)).size).toBe(12);
    for (const { id, description } of builtInPresets) {
      expect(id).toMatch(/^builtin:[a-z-]+$/);
      expect(description).toMatch(/\.$/);
    }
  });

  it.each(builtInPresets.map((preset) => [preset.name, preset] as const))(
    '%s: every value is one that its operation takes, and is written and read unchanged',
    (_, preset) => {
      expect(readPreset(writePreset(preset))).toEqual({
        ok: true,
        value: { preset, problems: [] },
      });
      expect(questionsOf(preset)).toHaveLength(preset.asks.length);
      for (const step of preset.pipeline.steps) {
        const names = [...(operationsById.get(step.operation)?.parameters.keys() ?? [])];
        expect(step.kind === 'known' && Object.keys(step.values).sort()).toEqual(names.sort());
      }
    },
  );
});

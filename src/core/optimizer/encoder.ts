import { formatsById } from '../formats/index';
import type { ParameterValue } from '../parameters';
import type { Candidate } from './candidate';
import type { Facts } from './facts';
import { lessEffort } from './significance';

interface Easier {
  readonly name: string;
  readonly value: ParameterValue;
  readonly title: string;
}

/** Returns settings of the format that take less time, the likeliest to keep the file small first. */
function easier({ settings }: Facts): Easier[] {
  const format = formatsById.get(settings.format);
  const values = settings.values[settings.format] ?? {};
  if (!format) return [];
  const name = format.effort ?? '';
  const parameter = format.parameters.get(name);
  const value = values[name];
  if (parameter?.kind === 'toggle' && value === true) {
    return [{ name, value: false, title: `${format.label} without “${parameter.label}”` }];
  }
  if (parameter?.kind !== 'number' || typeof value !== 'number') return [];
  const lower = Math.floor(parameter.initial / 2);
  return [parameter.initial, lower]
    .filter((next) => next < value && next >= parameter.min)
    .map((next) => ({
      name,
      value: next,
      title: `${format.label} with ${parameter.label.toLowerCase()} ${next}`,
    }));
}

/** Returns export settings with which the encoder tries less hard. */
export const easeEncoder = (facts: Facts): Candidate[] => {
  const { pipeline, settings, profile } = facts;
  const { encode } = profile;
  if (settings.fitUnder !== null) return [];
  return easier(facts).map(({ name, value, title }) => ({
    idea: 'encoder',
    title,
    words: 'The encoder looks less hard for a smaller file.',
    pipeline,
    settings: {
      ...settings,
      values: {
        ...settings.values,
        [settings.format]: { ...settings.values[settings.format], [name]: value },
      },
    },
    compares: 'files' as const,
    demands: lessEffort,
    maxGainMs: encode.medianMs,
  }));
};

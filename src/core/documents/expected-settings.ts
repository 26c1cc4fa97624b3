import { perhapsMeant } from '../base/nearest-name';
import { number } from '../base/words';
import { formatsById } from '../formats/index';
import { initialExportSettings, maxFitUnder, minFitUnder } from '../formats/settings';
import { metadataGroups, metadataPolicies } from '../metadata/groups';
import { resize } from '../operations/geometry/resize';
import type { Parameter } from '../parameters';

/** What export settings hold by name, where those of formats and of Resize do not count. */
const known = Object.keys(initialExportSettings());

const settingOf = (names: Iterable<string>, name: string): string =>
  `a setting that this version has${perhapsMeant(name, names)}`;

function oneOf(names: readonly string[], came: unknown): string {
  const meant = typeof came === 'string' ? perhapsMeant(came, names) : '';
  return `one of ${names.map((name) => `"${name}"`).join(', ')}${meant}`;
}

const hasNoEffect = 'a setting that has an effect here';

function expectedValue(
  parameters: ReadonlyMap<string, Parameter>,
  name: string,
  came: unknown,
): string {
  const parsed = parameters.get(name)?.parse(came);
  if (!parsed) return settingOf(parameters.keys(), name);
  return parsed.ok ? hasNoEffect : parsed.expected;
}

/**
 * Returns in words what export settings have at a place where something came that does not fit, with
 * the name that was probably meant.
 * @param place the names that lead there from the settings: `["values", "jpeg", "qualty"]`
 */
export function expectedSetting(place: readonly string[], came: unknown): string {
  const [first = '', second = '', third] = place;
  switch (first) {
    case 'values': {
      const format = formatsById.get(second);
      if (place.length === 1) return 'the settings of a format';
      if (!format) return `a format${perhapsMeant(second, formatsById.keys())}`;
      return third === undefined
        ? `the settings of ${format.label}`
        : expectedValue(format.parameters, third, came);
    }
    case 'resize':
      return expectedValue(resize.parameters, second, came);
    case 'format':
      return oneOf([...formatsById.keys()], came);
    case 'size':
      return oneOf(['original', 'web', 'custom'], came);
    case 'metadata':
      return oneOf(metadataPolicies, came);
    case 'fitUnder':
      return `a whole number of bytes from ${number(minFitUnder)} to ${number(maxFitUnder)}`;
    case 'carriesPipeline':
    case 'fitKeepsSize':
      return typeof came === 'boolean' ? hasNoEffect : 'true or false';
    case 'fileName':
      return 'text of at most 120 characters';
    case 'metadataGroups':
      return `some of ${metadataGroups.map(({ id }) => `"${id}"`).join(', ')}, where "metadata" is "own"`;
    default:
      return settingOf(known, first);
  }
}

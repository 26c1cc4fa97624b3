import { initialValues, type Operation, type Values } from '../operations/define';
import type { Parameter, ParameterValue } from '../operations/parameters';
import { assetHashes } from './resources';
import { randomNumbers } from './vips';

// Help for tests only: settings of operations to try.

/** The two ends of a parameter's range, or all that it may be. */
export function ends(parameter: Parameter): ParameterValue[] {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      return [parameter.min, parameter.max];
    case 'choice':
      return parameter.options.map((option) => option.value);
    case 'toggle':
      return [false, true];
    case 'colour':
      return ['#000000', '#ffffff'];
    case 'point':
      return [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ];
    case 'rectangle':
      return [
        { left: 0, top: 0, width: 1, height: 1 },
        { left: 0.999, top: 0.999, width: 0.001, height: 0.001 },
      ];
    case 'rectangles':
      return [
        [],
        [{ left: 0, top: 0, width: 1, height: 1 }],
        [
          { left: 0.999, top: 0.999, width: 0.001, height: 0.001 },
          { left: 0.2, top: 0.3, width: 0.4, height: 0.3 },
        ],
      ];
    case 'curve':
      return [
        [
          { x: 0, y: 1 },
          { x: 1, y: 0 },
        ],
        [
          { x: 0.25, y: 0 },
          { x: 0.2539063, y: 1 },
          { x: 0.5, y: 0.5 },
          { x: 0.9, y: 0.6 },
        ],
      ];
    case 'text':
      return ['', 'W', 'Überlänge “çõ” 2026 — \\\'"; DROP'.slice(0, parameter.longest)];
    case 'asset':
      return ['', ...assetHashes];
  }
}

function drawn(parameter: Parameter, random: () => number): ParameterValue {
  switch (parameter.kind) {
    case 'number':
    case 'pixels':
      // Towards the lower end of wide ranges: 20,000 pixels of each side would test the memory.
      return parameter.min + Math.min(parameter.max - parameter.min, 300) * random();
    case 'choice':
    case 'toggle': {
      const all = ends(parameter);
      return all[Math.floor(random() * all.length)] ?? parameter.initial;
    }
    case 'colour':
      return `#${Math.floor(random() * 0x1000000)
        .toString(16)
        .padStart(6, '0')}`;
    case 'point':
      return { x: random(), y: random() };
    case 'rectangle': {
      const [left, top] = [random() * 0.9, random() * 0.9];
      return { left, top, width: (1 - left) * random(), height: (1 - top) * random() };
    }
    case 'rectangles':
      return Array.from({ length: Math.floor(random() * 4) }, () => {
        const [left, top] = [random() * 0.9, random() * 0.9];
        return {
          left,
          top,
          width: 0.001 + (0.999 - left) * random(),
          height: 0.001 + (0.999 - top) * random(),
        };
      });
    case 'curve':
      return [0.05, 0.3, 0.55, 0.8].map((x) => ({ x: x + 0.2 * random(), y: random() }));
    case 'text':
      return String.fromCodePoint(33 + Math.floor(random() * 90)).repeat(
        1 + Math.floor(random() * 5),
      );
    case 'asset':
      return assetHashes[Math.floor(random() * assetHashes.length)] ?? '';
  }
}

/** Returns values of an operation drawn by `random`. */
export const drawnValues = (operation: Operation, random: () => number): Values =>
  Object.fromEntries([...operation.parameters].map(([name, p]) => [name, drawn(p, random)]));

/** Returns the values with a picture wherever the person would have to give one. */
export const withPictures = (operation: Operation, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      operation.parameters.get(name)?.kind === 'asset' && value === ''
        ? (assetHashes[0] ?? '')
        : value,
    ]),
  );

/** The values that a step starts with, and pictures. */
export const startingValues = (operation: Operation): Values =>
  withPictures(operation, initialValues(operation));

/** Starting values, each end of each range with the others as they start, and two draws. */
export function settingsOf(operation: Operation): Values[] {
  const random = randomNumbers(20261123);
  const initial = startingValues(operation);
  const atEnds = [...operation.parameters].flatMap(([name, parameter]) =>
    ends(parameter).map((value) => ({ ...initial, [name]: value })),
  );
  return [initial, ...atEnds, drawnValues(operation, random), drawnValues(operation, random)];
}

/** Enlarging to 20,000 pixels would test the memory instead of the operation. */
export const withoutHugeSizes = (values: Values): Values =>
  values['enlarge'] === true
    ? Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'number' ? Math.min(value, 400) : value,
        ]),
      )
    : values;

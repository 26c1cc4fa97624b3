import { choice, type Parameter } from '../parameters';
import type { ChoiceParameter } from '../parameters/kinds/choice';
import type { Depth } from './define';

type DepthName = 'keep' | '8' | '16';

/** Returns the parameter for the bits per channel of a format that holds 8 and 16. */
export const depthChoice = (
  shownWhen: NonNullable<Parameter['shownWhen']>,
): ChoiceParameter<DepthName> =>
  choice({
    label: 'Bits per channel',
    hint: '16 bits keep smooth shades for further editing and take twice the room.',
    initial: 'keep',
    options: [
      { value: 'keep', label: 'As the picture' },
      { value: '8', label: '8' },
      { value: '16', label: '16' },
    ],
    shownWhen,
  });

/** Returns the depth that a value of `depthChoice` stands for. */
export const depthOf = (name: DepthName): Depth =>
  name === 'keep' ? 'keep' : name === '8' ? 8 : 16;

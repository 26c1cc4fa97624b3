import { mixLight } from '../../graph/tone';
import { defineOperation } from '../define';
import { choice, percent, type ValuesOf } from '../../parameters';

const share = (label: string, initial: number) =>
  percent({
    label,
    hint: 'Let the three add up to 100 % to keep brightness.',
    initial,
    min: -100,
    max: 200,
    step: 0.01,
    signed: false,
    shownWhen: ({ weights }) => weights === 'custom',
  });

const parameters = {
  weights: choice({
    label: 'Weights',
    initial: 'rec709',
    options: [
      { value: 'rec709', label: 'Luminance (Rec. 709)' },
      { value: 'average', label: 'Equal' },
      { value: 'red', label: 'Red filter' },
      { value: 'green', label: 'Green filter' },
      { value: 'blue', label: 'Blue filter' },
      { value: 'custom', label: 'Own weights' },
    ],
  }),
  red: share('Red', 21.26),
  green: share('Green', 71.52),
  blue: share('Blue', 7.22),
};

type Wanted = ValuesOf<typeof parameters>;

/** Returns the shares of red, green and blue, 1 for all of a channel. */
function sharesOf({ weights, red, green, blue }: Wanted): readonly [number, number, number] {
  switch (weights) {
    case 'rec709':
      return [0.2126, 0.7152, 0.0722];
    case 'average':
      return [1 / 3, 1 / 3, 1 / 3];
    case 'red':
      return [1, 0, 0];
    case 'green':
      return [0, 1, 0];
    case 'blue':
      return [0, 0, 1];
    case 'custom':
      return [red / 100, green / 100, blue / 100];
  }
}

const described = (values: Wanted): string =>
  values.weights === 'custom'
    ? `red ${parameters.red.format(values.red)}, green ${parameters.green.format(values.green)}, ` +
      `blue ${parameters.blue.format(values.blue)}`
    : parameters.weights.format(values.weights);

export const grayscale = defineOperation({
  id: 'grayscale',
  label: 'Grayscale',
  group: 'colour',
  icon: 'blend',
  summary: 'Turns colours into greys, weighing the channels as you like.',
  keywords: ['grayscale', 'black and white', 'monochrome', 'b&w', 'channel mixer', 'luminance'],
  source:
    'Weighted sum of red, green and blue in linear light, encoded as sRGB grey again; luminance ' +
    'weights of ITU-R BT.709. The result has one grey band (and alpha, where there was one). ' +
    'Grey pictures stay as they are.',
  example: { text: 'Turn a portrait into black and white.' },
  reads: 'in-order',
  parameters,
  build: (image, values) => {
    const shares = sharesOf(values);
    return image.when(
      'isGrey',
      (grey) => grey,
      (rgb) =>
        rgb.onColour((colour) =>
          mixLight(colour, [shares, shares, shares])
            .extractBand(0)
            .copy({ interpretation: colour.grey }),
        ),
    );
  },
  brief: described,
  sentence: (values) => `Turned colours into greys with these weights: ${described(values)}.`,
});

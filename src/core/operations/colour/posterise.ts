import { throughCurve } from '../../graph/tone';
import { defineOperation } from '../define';
import { number } from '../../parameters';

const parameters = {
  levels: number({ label: 'Levels', hint: 'Tones per channel.', initial: 6, min: 2, max: 64 }),
};

export const posterise = defineOperation({
  id: 'posterise',
  label: 'Posterise',
  group: 'colour',
  icon: 'layers',
  summary: 'Leaves a few tones of each channel, as in a poster.',
  keywords: ['posterize', 'quantise', 'levels', 'steps', 'pop art'],
  source:
    'Each channel is cut into so many equal parts; the first becomes black, the last white. On ' +
    'sRGB values.',
  example: { text: 'Make a screen print of a portrait.', values: { levels: 4 } },
  reads: 'in-order',
  previewSimilarity: {
    min: 0.9,
    reason: 'A hard step falls elsewhere among pixels that the preview has averaged.',
  },
  parameters,
  build: (image, values) => {
    const count = Math.round(values.levels);
    return throughCurve(image, (value) =>
      value
        .linear([count], [0])
        .round('floor')
        .clamp({ min: 0, max: count - 1 })
        .linear([1 / (count - 1)], [0]),
    );
  },
  brief: ({ levels }) => `${parameters.levels.format(levels)} levels`,
  sentence: ({ levels }) => `Reduced every channel to ${parameters.levels.format(levels)} tones.`,
});

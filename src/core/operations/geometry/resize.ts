import type { Picture } from '../../graph/picture';
import { type Quantity, quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import { choice, number, pixels, toggle, type ValuesOf } from '../../parameters';

/** Longest side that can be asked for, in pixels: what PNG and TIFF hold. */
const maxSide = 65_535;

const parameters = {
  mode: choice({
    label: 'Mode',
    initial: 'long-edge',
    options: [
      { value: 'long-edge', label: 'Long edge' },
      { value: 'short-edge', label: 'Short edge' },
      { value: 'fit', label: 'Fit inside' },
      { value: 'fill', label: 'Fill and crop' },
      { value: 'exact', label: 'Exact, may distort' },
      { value: 'percent', label: 'Percent' },
    ],
  }),
  longEdge: pixels({
    label: 'Long edge',
    initial: 1920,
    min: 1,
    max: maxSide,
    step: 1,
    scale: 'logarithmic',
    shownWhen: ({ mode }) => mode === 'long-edge',
  }),
  shortEdge: pixels({
    label: 'Short edge',
    initial: 1080,
    min: 1,
    max: maxSide,
    step: 1,
    scale: 'logarithmic',
    shownWhen: ({ mode }) => mode === 'short-edge',
  }),
  width: pixels({
    label: 'Width',
    initial: 1920,
    min: 1,
    max: maxSide,
    step: 1,
    scale: 'logarithmic',
    shownWhen: ({ mode }) => mode === 'fit' || mode === 'fill' || mode === 'exact',
  }),
  height: pixels({
    label: 'Height',
    initial: 1080,
    min: 1,
    max: maxSide,
    step: 1,
    scale: 'logarithmic',
    shownWhen: ({ mode }) => mode === 'fit' || mode === 'fill' || mode === 'exact',
  }),
  percent: number({
    label: 'Scale',
    hint: 'More than 100 % enlarges.',
    initial: 50,
    min: 1,
    max: 400,
    step: 0.1,
    unit: '%',
    scale: 'logarithmic',
    shownWhen: ({ mode }) => mode === 'percent',
  }),
  kernel: choice({
    label: 'Kernel',
    hint: 'Lanczos keeps most detail; linear never rings; nearest keeps hard pixels.',
    initial: 'lanczos3',
    options: [
      { value: 'lanczos3', label: 'Lanczos 3' },
      { value: 'lanczos2', label: 'Lanczos 2' },
      { value: 'mitchell', label: 'Mitchell' },
      { value: 'cubic', label: 'Cubic' },
      { value: 'linear', label: 'Linear' },
      { value: 'nearest', label: 'Nearest' },
    ],
  }),
  enlarge: toggle({
    label: 'Enlarge small pictures',
    initial: false,
    shownWhen: ({ mode }) => mode !== 'percent',
  }),
};

type Wanted = ValuesOf<typeof parameters>;

interface Size {
  readonly width: Quantity;
  readonly height: Quantity;
}

const whole = (amount: Quantity): Quantity => amount.rounded().atLeast(1);

/** The picture's own shape, enlarged or reduced by `scale`. */
const scaledSize = (image: Picture, scale: Quantity | number): Size => ({
  width: whole(image.width.times(scale)),
  height: whole(image.height.times(scale)),
});

/** Libvips rounds size times factor, so a quotient of whole numbers hits the wanted size exactly. */
const resizeTo = (image: Picture, size: Size, kernel: Wanted['kernel']): Picture =>
  image.resize(size.width.over(image.width), {
    vscale: size.height.over(image.height),
    kernel,
  });

/** The wanted box, reduced in its own shape until the picture need not be enlarged to fill it. */
function boxFor(image: Picture, { width, height, enlarge }: Wanted): Size {
  const room = image.width.over(width).atMost(image.height.over(height));
  const share = enlarge ? quantity(1) : room.atMost(1);
  return { width: whole(share.times(width)), height: whole(share.times(height)) };
}

function fill(image: Picture, wanted: Wanted): Picture {
  const box = boxFor(image, wanted);
  const scale = box.width.over(image.width).atLeast(box.height.over(image.height));
  const cover = scaledSize(image, scale);
  const size = {
    width: cover.width.atLeast(box.width),
    height: cover.height.atLeast(box.height),
  };
  return resizeTo(image, size, wanted.kernel).extractArea(
    size.width.minus(box.width).over(2).floor(),
    size.height.minus(box.height).over(2).floor(),
    box.width,
    box.height,
  );
}

function resized(image: Picture, wanted: Wanted): Picture {
  const limited = (scale: Quantity): Quantity => (wanted.enlarge ? scale : scale.atMost(1));
  switch (wanted.mode) {
    case 'long-edge': {
      const scale = limited(quantity(wanted.longEdge).over(image.width.atLeast(image.height)));
      return resizeTo(image, scaledSize(image, scale), wanted.kernel);
    }
    case 'short-edge': {
      const scale = limited(quantity(wanted.shortEdge).over(image.width.atMost(image.height)));
      return resizeTo(image, scaledSize(image, scale), wanted.kernel);
    }
    case 'fit': {
      const across = quantity(wanted.width).over(image.width);
      const scale = limited(across.atMost(quantity(wanted.height).over(image.height)));
      return resizeTo(image, scaledSize(image, scale), wanted.kernel);
    }
    case 'fill':
      return fill(image, wanted);
    case 'exact':
      return resizeTo(image, boxFor(image, wanted), wanted.kernel);
    case 'percent':
      return resizeTo(image, scaledSize(image, wanted.percent / 100), wanted.kernel);
  }
}

function target({ mode, longEdge, shortEdge, width, height, percent }: Wanted): string {
  if (mode === 'long-edge') return `long edge ${parameters.longEdge.format(longEdge)}`;
  if (mode === 'short-edge') return `short edge ${parameters.shortEdge.format(shortEdge)}`;
  if (mode === 'percent') return parameters.percent.format(percent);
  return `${mode} ${Math.round(width)} × ${parameters.height.format(height)}`;
}

const sentences: Record<Wanted['mode'], (wanted: Wanted) => string> = {
  'long-edge': (wanted) =>
    `Resized to a long edge of ${parameters.longEdge.format(wanted.longEdge)}`,
  'short-edge': (wanted) =>
    `Resized to a short edge of ${parameters.shortEdge.format(wanted.shortEdge)}`,
  fit: (wanted) => `Resized to fit inside ${boxText(wanted)}`,
  fill: (wanted) => `Resized to fill ${boxText(wanted)}, cropped evenly on both sides`,
  exact: (wanted) => `Resized to exactly ${boxText(wanted)}`,
  percent: (wanted) => `Resized to ${parameters.percent.format(wanted.percent)}`,
};

const boxText = ({ width, height }: Wanted): string =>
  `${Math.round(width)} × ${parameters.height.format(height)}`;

export const resize = defineOperation({
  id: 'resize',
  label: 'Resize',
  group: 'geometry',
  icon: 'scaling',
  summary: 'Makes the picture smaller or larger.',
  keywords: ['scale', 'shrink', 'enlarge', 'dimensions', 'resolution', 'thumbnail', 'width'],
  source:
    'libvips resize: whole factors by averaging, the rest with the kernel, on premultiplied ' +
    'alpha. Without "enlarge", Fit, Long edge and Short edge leave a small picture as it is, and Fill and ' +
    'Exact reduce the wanted box in its own shape until the picture covers it.',
  example: {
    text: 'Make a camera photo small enough for a web page.',
    values: { mode: 'percent', percent: 50 },
  },
  reads: 'in-order',
  scales: true,
  parameters,
  build: (image, values) => image.onPremultiplied((picture) => resized(picture, values)),
  isIdentity: ({ mode, percent }) => mode === 'percent' && percent === 100,
  neutral: { mode: 'percent', percent: 100 },
  brief: target,
  sentence: (values) =>
    `${sentences[values.mode](values)} with the ${parameters.kernel.format(values.kernel)} kernel` +
    (values.mode === 'percent' || values.enlarge ? '.' : ', never enlarging.'),
});

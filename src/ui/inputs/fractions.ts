/** How fractions of one side are shown: multiplied by `factor`, in steps of `step`, with `unit`. */
export interface FractionAxis {
  readonly factor: number;
  readonly step: number;
  readonly unit: string;
}

/** How the fractions of both sides are shown. */
export interface FractionAxes {
  readonly x: FractionAxis;
  readonly y: FractionAxis;
}

const inPercent: FractionAxis = { factor: 100, step: 0.1, unit: '%' };

/** Both sides in percent: what is shown when nothing is known about the surroundings. */
export const percentAxes: FractionAxes = { x: inPercent, y: inPercent };

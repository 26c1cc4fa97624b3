import { neutralTemperature, whiteBalanceFor } from '../colour/white-balance';
import type { Values } from '../operations/define';
import { operationsById } from '../operations/index';
import { newStep } from '../pipeline/edit';
import type { KnownStep } from '../pipeline/pipeline';
import type { Statistics } from './statistics';

/** The rest of a cast is taken for the mood of the light, such as an evening's. */
const takenOff = 0.5;
/** A smaller shift, in mireds, units of tint or percent of vibrance, is not seen. */
const seen = { mireds: 4, tint: 2, vibrance: 5 };
/** Black and white this near to the ends, in 8-bit codes, are there already. */
const reached = 3;
/** Colourfulness from which on nothing is added ("quite colourful"), and that of a grey picture. */
const colourful = 59;
const grey = 4;
/** The most vibrance that is proposed, in percent. */
const most = 30;

const stepOf = (id: string, values: Values): KnownStep | null => {
  const operation = operationsById.get(id);
  if (!operation) return null;
  const step = newStep(operation);
  const all = { ...step.values, ...values };
  return operation.isIdentity(all) ? null : { ...step, values: all };
};

/** Half the way to where the light of the scene is neutral, on the scale of mireds, which the eye follows. */
function whiteBalance({ light, colourfulness }: Statistics): KnownStep | null {
  if (!light || colourfulness < grey) return null;
  const full = whiteBalanceFor(light);
  const mireds = (1e6 / full.temperature - 1e6 / neutralTemperature) * takenOff;
  const tint = full.tint * takenOff;
  if (Math.abs(mireds) < seen.mireds && Math.abs(tint) < seen.tint) return null;
  const temperature = 1e6 / (1e6 / neutralTemperature + mireds);
  return stepOf('white-balance', {
    // To tens, which is finer than anybody sees.
    temperature: Math.round(temperature / 10) * 10,
    tint: Math.round(tint),
  });
}

/** The operation measures by itself, so the same step fits other pictures, too. */
const autoLevels = ({ darkest, lightest }: Statistics): KnownStep | null =>
  (darkest > reached || lightest < 255 - reached) && lightest > darkest
    ? stepOf('auto-levels', {})
    : null;

function vibrance({ colourfulness }: Statistics): KnownStep | null {
  if (colourfulness < grey || colourfulness >= colourful) return null;
  const amount = Math.round(most * (1 - colourfulness / colourful));
  return amount < seen.vibrance ? null : stepOf('vibrance', { amount });
}

/**
 * Returns the steps that the statistics of a picture propose, in the order in which they are done;
 * none where nothing would be gained.
 */
export const proposedSteps = (statistics: Statistics): readonly KnownStep[] =>
  [whiteBalance, autoLevels, vibrance].flatMap((propose) => propose(statistics) ?? []);

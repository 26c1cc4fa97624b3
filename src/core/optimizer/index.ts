export { candidatesFor } from './candidates';
export { factsOf } from './facts';
export { remarkOnOutcome } from './outcome';

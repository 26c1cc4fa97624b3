import { createContext } from 'svelte';
import type { Engine } from '../core/jobs';
import type { Session } from './session.svelte';
import type { Updates } from './updates';

/** What the app's own parts share beside the stores. */
export interface Services {
  readonly engine: Engine;
  readonly session: Session;
  /** Fetched once the page stands; rejects when it cannot be had. */
  readonly updates: () => Promise<Updates>;
}

export const [getServices, setServices] = createContext<Services>();

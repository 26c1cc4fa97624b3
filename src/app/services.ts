import { createContext } from 'svelte';
import type { Engine } from '../core/engine/contract';
import type { Session } from './shell/session.svelte';
import type { Updates } from './shell/updates';

/** What the app's own parts share beside the stores. */
export interface Services {
  readonly engine: Engine;
  readonly session: Session;
  /** Fetched once the page stands; rejects when it cannot be had. */
  readonly updates: () => Promise<Updates>;
}

export const [getServices, setServices] = createContext<Services>();

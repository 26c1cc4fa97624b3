import { ahead } from '../core/base/ahead';
import type { Late, LateStores } from '../state/context';
import type { LateParts } from './late-parts';

/** Fetches what the first screen does without, once. */
export class LateApp implements Late {
  /** Null until they were fetched. */
  made = $state.raw<LateParts | null>(null);
  #loading: Promise<LateParts> | null = null;

  /**
   * @param stands resolves when the first screen is painted, which nothing here may hold up
   * @param load fetches and makes the parts; rejects when the site cannot be reached
   */
  constructor(
    readonly stands: Promise<unknown>,
    private readonly load: () => Promise<LateParts>,
  ) {}

  get stores(): LateStores | null {
    return this.made?.stores ?? null;
  }

  /** Resolves to the late parts. Rejects when they cannot be had, and may be called again then. */
  async parts(): Promise<LateParts> {
    this.#loading ??= this.stands.then(this.load);
    try {
      this.made = await this.#loading;
      return this.made;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }

  async after<Module>(component: () => Promise<Module>): Promise<Module> {
    const [module] = await Promise.all([component(), this.parts()]);
    return module;
  }

  soon<Module>(component: () => Promise<Module>): Promise<Module> {
    return ahead(this.stands.then(component));
  }
}

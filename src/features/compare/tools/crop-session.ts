import { ratioOf, swapped } from '../../../core/crop/aspect';
import type { Area, Size } from '../../../core/base/geometry';
import {
  moveBy,
  resizeBy,
  toFractions,
  toPixels,
  withRatio,
  type Handle,
} from '../../../core/crop/rectangle';
import { operationsById } from '../../../core/operations/index';
import type { Rectangle } from '../../../core/base/geometry';
import type { Workspace } from '../../../state/work/workspace.svelte';

const whole: Rectangle = { left: 0, top: 0, width: 1, height: 1 };

/** One use of the crop tool: it reads and changes the step's values, and can bring the old ones back. */
export class CropSession {
  readonly #opened;

  constructor(
    private readonly workspace: Workspace,
    private readonly step: string,
  ) {
    this.#opened = this.#values();
  }

  #values() {
    const step = this.workspace.step(this.step);
    return step?.kind === 'known' ? step.values : {};
  }

  #parameter(name: string) {
    const operation = operationsById.get(this.workspace.step(this.step)?.operation ?? '');
    return operation?.parameters.get(name);
  }

  /** The ratios to choose from. */
  get aspects(): readonly { readonly value: string; readonly label: string }[] {
    const parameter = this.#parameter('aspect');
    return parameter?.kind === 'choice' ? parameter.options : [];
  }

  get aspect(): string {
    const { aspect } = this.#values();
    return typeof aspect === 'string' ? aspect : 'free';
  }

  /** Returns the rectangle in whole pixels of the picture that the step gets. */
  area(picture: Size): Area {
    const parameter = this.#parameter('area');
    const parsed = parameter?.kind === 'rectangle' && parameter.parse(this.#values()['area']);
    return toPixels(parsed && parsed.ok ? parsed.value : whole, picture);
  }

  /** Drags one handle, or the whole rectangle for null, away from where it was: `from`. */
  drag(from: Area, handle: Handle | null, x: number, y: number, picture: Size): void {
    const ratio = ratioOf(this.aspect, picture);
    const next =
      handle === null ? moveBy(from, x, y, picture) : resizeBy(from, handle, x, y, picture, ratio);
    this.workspace.changeValues(this.step, { area: toFractions(next, picture) });
  }

  /** Ends a drag or a key press, so that the next one is undone for itself. */
  commit(): void {
    this.workspace.endGesture();
  }

  #shape(area: Area, aspect: string, picture: Size): void {
    this.commit();
    this.workspace.changeValues(this.step, { area: toFractions(area, picture), aspect });
    this.commit();
  }

  /** Locks the ratio and gives it to the rectangle. */
  choose(aspect: string, picture: Size): void {
    const ratio = ratioOf(aspect, picture);
    const area = this.area(picture);
    this.#shape(ratio === null ? area : withRatio(area, ratio, picture), aspect, picture);
  }

  /** Makes an upright rectangle of a wide one, and the other way round. */
  swap(picture: Size): void {
    const area = this.area(picture);
    const names = this.aspects.map(({ value }) => value);
    const { aspect, ratio } = swapped(this.aspect, area, picture, names);
    this.#shape(withRatio(area, ratio, picture), aspect, picture);
  }

  /** Closes the tool and keeps the rectangle. */
  done(): void {
    this.commit();
    this.workspace.tool = null;
  }

  /** Closes the tool with the values it was opened with. */
  cancel(): void {
    this.commit();
    const now = this.#values();
    const changed = Object.entries(this.#opened).some(([name, value]) => now[name] !== value);
    if (changed) this.workspace.changeValues(this.step, this.#opened);
    this.done();
  }
}

import type Vips from 'wasm-vips';
import { EngineBroken, isOutOfMemory, technicalText } from './errors';

/** What wasm-vips's `Vips()` resolves to, as `VipsBinding` of binding.ts, which needs this file. */
type Instance = typeof Vips;

/** What has befallen an instance that no job may use after the present one. */
interface Harm {
  broken: EngineBroken | null;
  memoryGone: boolean;
}

const harms = new WeakMap<Instance, Harm>();

/** Returns what broke an instance; null while it works. */
export const brokenBy = (vips: Instance): EngineBroken | null => harms.get(vips)?.broken ?? null;

/** Returns whether an instance was refused memory, whatever came of that. */
export const ranOutOfMemory = (vips: Instance): boolean => harms.get(vips)?.memoryGone ?? false;

/**
 * A trap, a stack overflow (Firefox has an error of its own for that) or the end of the program:
 * libvips did not get to put its memory in order, so every later call may fail, hang or lie.
 */
function isTrap(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  if (thrown instanceof WebAssembly.RuntimeError) return true;
  if (thrown instanceof RangeError) return /call stack/i.test(thrown.message);
  return ['InternalError', 'ExitStatus'].includes(String(Reflect.get(thrown, 'name')));
}

type Call = Parameters<typeof Reflect.apply>[0];

/** What is called on handles to give them back: there is nothing to give back any more. */
const lettingGo: ReadonlySet<PropertyKey> = new Set(['delete', 'deleteLater']);

/**
 * Watches every call of an instance, so that whoever catches what a call throws cannot hide that it
 * broke the instance, which from then on does nothing but throw EngineBroken. So no catch has to
 * know: whoever runs a job asks `brokenBy` once it is over.
 */
export function guard(vips: Instance): void {
  const harm: Harm = { broken: null, memoryGone: false };
  harms.set(vips, harm);
  const guarded = (name: PropertyKey, call: Call): Call => {
    const guardedCall = function (this: unknown, ...values: unknown[]): unknown {
      if (harm.broken !== null) {
        if (lettingGo.has(name)) return undefined;
        throw harm.broken;
      }
      try {
        return Reflect.apply(call, this, values);
      } catch (thrown) {
        if (isTrap(thrown)) {
          harm.broken ??= new EngineBroken(technicalText(thrown));
          throw harm.broken;
        }
        if (isOutOfMemory(technicalText(thrown))) harm.memoryGone = true;
        throw thrown;
      }
    };
    // The binding keeps at a method what it is called with other numbers of arguments.
    return Object.assign(guardedCall, call);
  };
  const owners = new Set<object>([vips.Image, vips.Interpolate]);
  for (const { prototype } of [vips.Image, vips.Interpolate]) {
    let at: unknown = prototype;
    while (typeof at === 'object' && at !== null && at !== Object.prototype) {
      owners.add(at);
      at = Object.getPrototypeOf(at);
    }
  }
  for (const owner of owners) {
    for (const name of Object.getOwnPropertyNames(owner)) guardOne(owner, name, guarded);
  }
}

function guardOne(
  owner: object,
  name: string,
  guarded: (name: PropertyKey, call: Call) => Call,
): void {
  const found = Object.getOwnPropertyDescriptor(owner, name);
  if (found?.configurable !== true || name === 'constructor') return;
  const [value, get, set] = ['value', 'get', 'set'].map((part): unknown =>
    Reflect.get(found, part),
  );
  const same = { configurable: true, enumerable: found.enumerable === true };
  if (typeof value === 'function') {
    Object.defineProperty(owner, name, { ...same, writable: true, value: guarded(name, value) });
  } else if (typeof get === 'function') {
    Object.defineProperty(owner, name, {
      ...same,
      get: guardedGetter(guarded(name, get)),
      ...(typeof set === 'function' ? { set: guardedSetter(guarded(name, set)) } : {}),
    });
  }
}

const guardedGetter = (call: Call) =>
  function (this: unknown): unknown {
    return Reflect.apply(call, this, []);
  };

const guardedSetter = (call: Call) =>
  function (this: unknown, value: unknown): void {
    Reflect.apply(call, this, [value]);
  };

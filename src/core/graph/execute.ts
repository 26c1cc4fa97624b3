import { Constants, type Kept, maxKept } from './constants';
import { isLarge, isNaming, isWhatWasJoined, type Joined, Makings, mayCompose } from './makings';
import { type Argument, type Block, type GraphNode, isList, isNode } from './node';
import { Numbers, propertyOf } from './numbers';
import { type BoundImage, bytesOf, is16bit } from './questions';
import { noResources, type Resources } from './resources';
import { noUses, type Uses, usesIn } from './uses';

export type { BoundImage } from './questions';

/** A libvips binding, such as the object that wasm-vips's `Vips()` resolves to. */
export interface Binding<Image extends BoundImage> {
  readonly Image: {
    newMatrix(width: number, height: number, values: number[]): Image;
    newFromBuffer(bytes: Uint8Array): Image;
  };
  readonly Interpolate: {
    newFromName(name: string): { delete(): void };
  };
}

type CallNode = Extract<GraphNode, { kind: 'call' }>;

/** What operations look around in is held up to this many bytes an execution. */
const maxSettled = 64 * 1024 * 1024;

/** Sums and products of pictures, which spread a picture of one band over all bands of the other. */
const spreading: ReadonlySet<string> = new Set(['add', 'subtract', 'multiply', 'divide']);

/**
 * Runs recorded graphs with a libvips binding. libvips is lazy, so "runs" means that the pipeline
 * is built; pixels are computed when somebody asks for them. Every handle made on the way is
 * owned by the execution: call `dispose` when the pixels were read.
 */
export class Execution<Image extends BoundImage> {
  private readonly owned: { delete(): void }[] = [];
  private values = new Map<GraphNode, Image>();
  private uses: Uses = noUses;
  private makings = new Makings<Image>();
  private numbers = this.newNumbers();
  private constants = this.newConstants();
  private settledBytes = 0;
  /** Whether parts of something that will be kept as a whole are being made. */
  private keeping = false;

  /**
   * @param kept where what hangs on no pixels stays for others; without, it is made anew
   * @param settle computes a picture that this execution owns into memory. With it, what an operation
   * looks around in is computed while the graph is built: for pictures of the screen's size. Otherwise
   * libvips computes parts of it again and again
   */
  constructor(
    private readonly binding: Binding<Image>,
    private readonly resources: Resources = noResources,
    private readonly kept: Kept<Image> | null = null,
    private readonly settle: ((image: Image) => Image) | null = null,
  ) {}

  /** Returns the block's output for `input`. The handle is deleted by `dispose`, not by you. */
  run(block: Block, input: Image): Image {
    this.uses = usesIn(block);
    return this.enter(block, input);
  }

  private enter(block: Block, input: Image): Image {
    this.values.set(block.input, this.usedBy(block.input, input));
    return this.evaluate(block.output);
  }

  /** Returns `image` after making this execution its owner. */
  own(image: Image): Image {
    this.owned.push(image);
    return image;
  }

  /** Deletes every handle made so far. */
  dispose(): void {
    for (const handle of this.owned.splice(0)) handle.delete();
    this.values = new Map();
    this.makings = new Makings();
    this.numbers = this.newNumbers();
    this.constants = this.newConstants();
    this.settledBytes = 0;
  }

  private newNumbers(): Numbers<Image> {
    return new Numbers({
      evaluate: (node) => this.evaluate(node),
      argument: (value) => this.argument(value),
    });
  }

  private newConstants(): Constants {
    return new Constants((value) => this.argument(value));
  }

  private evaluate(node: GraphNode): Image {
    const known = this.values.get(node);
    if (known) return known;
    const image = this.usedBy(node, this.constant(node) ?? this.compute(node));
    this.values.set(node, image);
    return image;
  }

  /** Returns the picture of a node for all that read it. */
  private usedBy(node: GraphNode, image: Image): Image {
    const found = this.uses.around.has(node) ? this.inMemory(image) : image;
    if ((this.uses.times.get(node) ?? 0) > 1) this.makings.noteShared(found);
    return found;
  }

  /** Returns the picture in memory, if it takes work to compute and there is room; else as it is. */
  private inMemory(image: Image): Image {
    if (!this.settle || this.keeping || !this.makings.isDear(image)) return image;
    const bytes = bytesOf(image);
    if (!isLarge(image) || this.settledBytes + bytes > maxSettled) return image;
    this.settledBytes += bytes;
    return this.own(this.settle(this.call(image, 'copy', [])));
  }

  /** Returns what a node that hangs on no pixels makes, if there is where to keep it; else null. */
  private constant(node: GraphNode): Image | null {
    if (!this.kept || this.keeping || node.kind !== 'call' || !this.constants.has(node))
      return null;
    const known = this.kept.get(this.constants.textOf(node));
    if (known) return this.own(known);
    this.keeping = true;
    try {
      return this.keep(this.kept, node, this.compute(node));
    } finally {
      this.keeping = false;
    }
  }

  /** Returns a part of what is to be kept as well, if it is large: it may stay while the rest changes. */
  private part(node: GraphNode): Image {
    const image = this.evaluate(node);
    return this.kept && this.keeping && isLarge(image) ? this.keep(this.kept, node, image) : image;
  }

  private keep(kept: Kept<Image>, node: GraphNode, lazy: Image): Image {
    const bytes = bytesOf(lazy);
    if (bytes > maxKept) return lazy;
    const name = this.constants.textOf(node);
    const known = kept.get(name);
    if (known) return this.own(known);
    kept.set(name, this.invoke(lazy, 'copyMemory', []), bytes);
    return this.own(kept.get(name) ?? this.call(lazy, 'copy', []));
  }

  private compute(node: GraphNode): Image {
    switch (node.kind) {
      case 'input':
        throw new Error('a graph refers to the input of a block that is not running');
      case 'matrix':
        return this.matrix(node.rows);
      case 'mask': {
        const mask = this.matrix(node.rows);
        mask.setDouble('scale', node.divisor);
        return mask;
      }
      case 'resource':
        return this.own(this.binding.Image.newFromBuffer(this.resources.png(node.resource)));
      case 'call':
        return this.callOf(node);
      case 'choice': {
        const image = this.evaluate(node.on);
        return this.enter(this.numbers.holds(node.test, image) ? node.then : node.otherwise, image);
      }
      case 'wrapped':
        return node.bandScope === 'colour'
          ? this.onColour(this.evaluate(node.on), node.body)
          : this.onPremultiplied(this.evaluate(node.on), node.body);
    }
  }

  private matrix(rows: readonly (readonly number[])[]): Image {
    return this.own(this.binding.Image.newMatrix(rows[0]?.length ?? 0, rows.length, rows.flat()));
  }

  private onColour(image: Image, body: Block): Image {
    if (!image.hasAlpha()) return this.enter(body, image);
    const apart = this.makings.joinedOf(image);
    const { colour, alpha } = apart && isWhatWasJoined(image, apart) ? apart : this.split(image);
    const result = this.enter(body, colour);
    const joined = this.call(result, 'bandjoin', [alpha]);
    this.makings.noteJoined(joined, { colour: result, alpha });
    return joined;
  }

  private split(image: Image): Joined<Image> {
    const colour = this.call(image, 'extractBand', [0], { n: image.bands - 1 });
    return { colour, alpha: this.call(image, 'extractBand', [image.bands - 1]) };
  }

  private onPremultiplied(image: Image, body: Block): Image {
    if (!image.hasAlpha()) return this.enter(body, image);
    const white = propertyOf(image, 'white');
    const premultiplied = this.call(image, 'premultiply', [], { max_alpha: white });
    const result = this.enter(body, premultiplied);
    const straight = this.call(result, 'unpremultiply', [], { max_alpha: white });
    // libvips casts float to integer by cutting off, so round first.
    const rounded = this.call(straight, 'round', ['rint']);
    const cast = this.call(rounded, 'cast', [image.format]);
    return this.call(cast, 'copy', [], { interpretation: image.interpretation });
  }

  private callOf({ on: under, name, arguments: given, options }: CallNode): Image {
    if (!under) return this.call(this.binding.Image, name, this.resolved(given), options);
    // Tables change while what is looked up in them stays.
    const on = name === 'maplut' ? this.part(under) : this.evaluate(under);
    const [other] = given.length === 1 && Object.keys(options).length === 0 ? given : [];
    if (other !== undefined && isNode(other)) {
      const picture = this.evaluate(other);
      if (name === 'maplut') return this.lookUp(on, picture);
      if (spreading.has(name)) return this.call(on, name, [this.spread(picture, on.bands)]);
    }
    const made = this.call(on, name, this.resolved(given), options);
    const how = this.makings.lookUpOf(on);
    // Another name for the same numbers.
    if (how && isNaming(name, options)) this.makings.noteLookUp(made, how);
    return made;
  }

  /** Looks a picture up in a table; what was looked up just before, in both tables at once. */
  private lookUp(on: Image, table: Image): Image {
    const before = this.makings.lookUpOf(on);
    if (before && mayCompose(before, table)) {
      const { interpretation } = on;
      const named =
        before.of.interpretation === interpretation
          ? before.of
          : this.call(before.of, 'copy', [], { interpretation });
      return this.lookUp(named, this.call(before.table, 'maplut', [table]));
    }
    const made = this.call(on, 'maplut', [table]);
    this.makings.noteLookUp(made, { of: on, table });
    return made;
  }

  /** Returns a picture of one band for all of `bands`: three look-ups are faster than one and three copies. */
  private spread(image: Image, bands: number): Image {
    const how = image.bands < bands ? this.makings.lookUpOf(image) : null;
    if (!how || how.of.bands > 1 || how.table.bands > 1 || !isLarge(how.of)) return image;
    const others = Array.from({ length: bands - 1 }, () => how.table);
    return this.call(how.of, 'maplut', [this.call(how.table, 'bandjoin', [others])]);
  }

  private call(
    on: Image | Binding<Image>['Image'],
    name: string,
    values: readonly unknown[],
    options: Readonly<Record<string, Argument>> = {},
  ): Image {
    const given = Object.entries(options).map(([key, value]) => [key, this.argument(value)]);
    const all = given.length === 0 ? values : [...values, Object.fromEntries(given)];
    const made = this.own(this.invoke(on, name, all));
    this.makings.note(made, name, [on, ...values.flat(), ...given.map(([, value]) => value)]);
    return made;
  }

  private resolved(values: readonly Argument[]): unknown[] {
    return values.map((value) => this.argument(value));
  }

  private invoke(on: object, name: string, values: readonly unknown[]): Image {
    const method: unknown = Reflect.get(on, name);
    if (typeof method !== 'function') throw new Error(`this libvips binding has no ${name}`);
    // Operations in the recorder's vocabulary return an image by their types; a binding is untyped here.
    return Reflect.apply(method, on, values) as Image;
  }

  private argument(value: Argument): unknown {
    if (typeof value !== 'object') return value;
    if (isList(value)) return this.resolved(value);
    switch (value.kind) {
      case 'quantity':
        return this.numbers.of(value.expression);
      case 'text': {
        const image = this.evaluate(value.of);
        if (value.name === 'rgb') return is16bit(image) ? 'rgb16' : 'srgb';
        if (value.name === 'grey') return is16bit(image) ? 'grey16' : 'b-w';
        return image[value.name];
      }
      case 'flag':
        return is16bit(this.evaluate(value.of));
      case 'interpolator': {
        const interpolator = this.binding.Interpolate.newFromName(value.name);
        this.owned.push(interpolator);
        return interpolator;
      }
      default:
        return this.evaluate(value);
    }
  }
}

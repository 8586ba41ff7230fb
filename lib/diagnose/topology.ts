import type { tf } from "../engine";

export type LayerConfig = Record<string, unknown>;

export interface LayerEntry {
  /** Functional models only: [layer, node, tensor, options] of each input, a node. */
  inboundNodes?: [string, number, number, object][][];
  name?: string;
  className: string;
  config: LayerConfig & { name: string };
}

interface ModelConfig {
  name: string;
  layers: LayerEntry[];
  outputLayers?: [string, number, number][];
}

interface Initializer {
  className: string;
  config: { seed?: number | null } & LayerConfig;
}

const SEEDED = ["RandomUniform", "RandomNormal", "TruncatedNormal", "VarianceScaling", "Orthogonal", "LeCunNormal"];

/** A copy of a model's topology, to be changed and built; one view of sequential and functional models. */
export class Topology {
  private readonly config: ModelConfig;
  private readonly modelClass: { fromConfig(cls: unknown, config: unknown): tf.LayersModel };
  /** New name to the name it had in the given model. */
  private readonly renamed = new Map<string, string>();

  constructor(model: tf.LayersModel) {
    this.config = structuredClone(model.getConfig()) as unknown as ModelConfig;
    this.modelClass = model.constructor as unknown as Topology["modelClass"];
    this.outputs =
      (model as unknown as { outputLayers?: { name: string }[] }).outputLayers?.map(({ name }) => name) ?? [];
    if (this.outputs.length === 0) this.outputs = [this.config.layers.at(-1)!.config.name];
  }

  /** Names of the layers behind the outputs, in their order; they stay, whatever is put behind them. */
  readonly outputs: readonly string[];

  get layers(): readonly LayerEntry[] {
    return this.config.layers;
  }

  get sequential(): boolean {
    return this.config.outputLayers === undefined;
  }

  layer(name: string): LayerEntry | undefined {
    return this.config.layers.find(({ config }) => config.name === name);
  }

  /** Name of the one layer that a layer takes its input from. */
  before(name: string): string | undefined {
    const entry = this.layer(name);
    if (!entry) return undefined;
    if (this.sequential) return this.config.layers[this.config.layers.indexOf(entry) - 1]?.config.name;
    const inputs = entry.inboundNodes?.flat() ?? [];
    return inputs.length === 1 ? inputs[0][0] : undefined;
  }

  /** Name that a layer had in the given model; undefined for a new one. */
  originOf(name: string): string | undefined {
    if (this.renamed.has(name)) return this.renamed.get(name);
    return this.added.has(name) ? undefined : name;
  }

  private readonly added = new Set<string>();

  /**
   * Puts a layer behind another, and takes its place towards whatever follows it. Behind an output the new layer has the
   * output's name, for losses and targets go by it, and the old one is called NAME_inner.
   */
  insertAfter(name: string, className: string, config: LayerConfig): void {
    const before = this.layer(name);
    if (!before) return;
    const isOutput = this.outputs.includes(name);
    const newName = isOutput ? name : this.unusedName(`${name}_${className.toLowerCase()}`);
    if (isOutput) this.rename(before, this.unusedName(`${name}_inner`));
    const entry: LayerEntry = { className, config: { ...config, name: newName } };
    if (!this.sequential) {
      if (!isOutput) this.rewire(name, newName);
      entry.name = newName;
      entry.inboundNodes = [[[before.config.name, 0, 0, {}]]];
    }
    this.config.layers.splice(this.config.layers.indexOf(before) + 1, 0, entry);
    this.added.add(newName);
  }

  /** Puts a layer between a layer and its one input; the first of a sequential model takes the shape of the input over. */
  insertBefore(name: string, className: string, config: LayerConfig): void {
    const before = this.before(name);
    if (before !== undefined) return this.insertAfter(before, className, config);
    const first = this.layer(name);
    if (!this.sequential || !first) return;
    const newName = this.unusedName(`${name}_${className.toLowerCase()}`);
    const { batchInputShape } = first.config;
    this.config.layers.unshift({ className, config: { ...config, name: newName, batchInputShape } });
    this.added.add(newName);
  }

  /** Takes out a layer of one input; an output's name goes to the layer before it. */
  remove(name: string): void {
    const entry = this.layer(name);
    const place = this.config.layers.indexOf(entry!);
    if (!entry || this.config.layers.length < 2) return;
    if (this.sequential) {
      if (place === 0) this.config.layers[1].config.batchInputShape ??= entry.config.batchInputShape;
      this.config.layers.splice(place, 1);
      if (place === this.config.layers.length) this.rename(this.config.layers.at(-1)!, name);
      return;
    }
    const source = entry.inboundNodes?.[0]?.[0]?.[0];
    if (source === undefined || entry.inboundNodes!.length > 1 || entry.inboundNodes![0].length > 1) return;
    this.config.layers.splice(place, 1);
    if (!this.outputs.includes(name)) return this.rewire(name, source);
    this.rename(this.layer(source)!, name);
  }

  /** Each initializer that draws by chance gets a seed: equal ones where they were equal, others by their place. */
  reseed(seedOf: (key: string) => number): void {
    this.eachInitializer((initializer, key) => {
      const { seed } = initializer.config;
      initializer.config.seed = seedOf(seed === undefined || seed === null ? key : `seed ${seed}`);
    });
  }

  /** The same for those that have no seed yet. */
  seedUnseeded(seedOf: (key: string) => number): void {
    this.eachInitializer(({ config }, key) => (config.seed ??= seedOf(key)));
  }

  /** Each layer's initializers as JSON, by its name, to tell later which were changed. */
  snapshot(): ReadonlyMap<string, string> {
    return new Map(this.layers.map(({ config }) => [config.name, initializersOf(config)]));
  }

  /** Whether a layer's initializers are those that it had then, seeds aside. */
  sameInitializers(name: string, before: ReadonlyMap<string, string>): boolean {
    const origin = this.originOf(name);
    return origin !== undefined && before.get(origin) === initializersOf(this.layer(name)!.config);
  }

  /** A new model, not compiled. */
  build(): tf.LayersModel {
    // fromConfig takes its argument apart.
    return this.modelClass.fromConfig(this.modelClass, structuredClone(this.config));
  }

  private rename(entry: LayerEntry, name: string): void {
    const old = entry.config.name;
    const origin = this.originOf(old);
    this.renamed.delete(old);
    if (this.added.delete(old)) this.added.add(name);
    else this.renamed.set(name, origin!);
    if (!this.sequential && !this.outputs.includes(old)) this.rewire(old, name);
    entry.config.name = name;
    if (!this.sequential) entry.name = name;
  }

  private rewire(from: string, to: string): void {
    for (const { inboundNodes } of this.config.layers) {
      for (const inputs of inboundNodes ?? []) for (const input of inputs) if (input[0] === from) input[0] = to;
    }
  }

  private unusedName(wish: string): string {
    let name = wish;
    for (let i = 2; this.layer(name); i++) name = `${wish}_${i}`;
    return name;
  }

  /** Those of layers within layers too: a nested model's, a wrapper's. */
  private eachInitializer(visit: (initializer: Initializer, key: string) => void): void {
    const search = (value: unknown, option: string, key: string) => {
      if (typeof value !== "object" || value === null) return;
      const initializer = value as Initializer;
      if (option.endsWith("Initializer") && SEEDED.includes(initializer.className)) visit(initializer, key);
      else for (const [inner, each] of Object.entries(value)) search(each, inner, `${key}/${inner}`);
    };
    // By place, not by name: tfjs numbers unnamed layers on and on.
    this.layers.forEach(({ config }, place) => {
      for (const [option, value] of Object.entries(config)) search(value, option, `${place}/${option}`);
    });
  }
}

function initializersOf(config: LayerConfig): string {
  const options = Object.entries(config).filter(([option]) => option.endsWith("Initializer"));
  return JSON.stringify(options, (key, value) => (key === "seed" ? undefined : (value as unknown)));
}

import { emit } from "./emit";
import type { GradientTemplate } from "./gradient-template";
import { FLOAT, GraphDef, type Ref } from "./graph-def";
import type { Template } from "./template";
import type { UpdateTemplate } from "./update-template";

const T = { T: { type: FLOAT } };
const DTYPE = { dtype: { type: FLOAT } };

/** A tensor that goes with the batch's rows: its type, and its shape but for them. */
export interface RowInput {
  dtype: number;
  shape: readonly number[];
}

/** What a training graph is made of. */
export interface GraphParts {
  gradients: GradientTemplate;
  update: UpdateTemplate;
  /** By name; those of the batch, and the dropouts' masks. */
  rowInputs: ReadonlyMap<string, RowInput>;
}

/**
 * Writes a model's training step into a graph: weights and moments as its variables, and a step for each size of batch.
 *
 * Its nodes, by name: "load_VARIABLE" sets one from "set_VARIABLE", "get_VARIABLE" answers one; `stepNode(rows)` learns
 * from a batch and answers the measures.
 */
export function trainingGraph(parts: GraphParts, sizes: readonly number[]): GraphDef {
  const graph = new GraphDef();
  const handles = writeVariables(graph, parts);
  for (const rows of sizes) writeStep(graph, parts, handles, rows);
  return graph;
}

export const stepNode = (rows: number): Ref => inputName(rows, "step");
export const inputName = (rows: number, name: string): Ref => `rows${rows}/${name}`;

/** All variables by name: every weight, and of each trained one its moments, "w0m0", "w0m1" ... */
export function variableNames({ gradients: { weights, trained }, update }: GraphParts): string[] {
  return [...weights.keys(), ...trained.flatMap((name) => momentNames(name, update.moments))];
}

export function momentNames(weight: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${weight}m${i}`);
}

function writeVariables(graph: GraphDef, parts: GraphParts): Map<string, Ref> {
  const { weights } = parts.gradients;
  const handles = new Map<string, Ref>();
  for (const name of variableNames(parts)) {
    const { shape } = weights.get(name.replace(/m\d+$/, ""))!;
    const attributes = { ...DTYPE, shape: { shape }, container: { s: "" }, shared_name: { s: name } };
    const handle = graph.node("VarHandleOp", [], attributes, `var_${name}`);
    handles.set(name, handle);
    graph.node("ReadVariableOp", [handle], DTYPE, `get_${name}`);
    const assign = graph.node("AssignVariableOp", [handle, graph.placeholder(`set_${name}`, shape)], DTYPE);
    graph.after(`load_${name}`, [assign]);
  }
  return handles;
}

/** What the forward and backward pass of a batch answers. */
interface Learned {
  measures: Ref;
  gradients: Ref[];
  changed: Ref[];
  /** Nodes that use a weight, by its name. */
  readers: Map<string, Ref[]>;
}

function writeStep(graph: GraphDef, parts: GraphParts, handles: Map<string, Ref>, rows: number): void {
  const { trained, changed, weights } = parts.gradients;
  const reads: Record<string, Ref> = {};
  for (const name of weights.keys()) reads[name] = graph.node("ReadVariableOp", [handles.get(name)!], DTYPE);
  const inputs: Record<string, Ref> = {};
  for (const [name, { dtype, shape }] of parts.rowInputs) {
    inputs[name] = graph.placeholder(inputName(rows, name), [rows, ...shape], dtype);
  }
  const learned = writePasses(graph, parts, reads, inputs, rows);
  const gradients = parts.update.clip ? clipped(graph, parts.update.clip, learned.gradients, rows) : learned.gradients;
  const numbers = new StepNumberNodes(graph, rows, trained.length);
  // A weight that is still to be read would be copied by its update; one that is not, is changed where it is.
  const usesOf = (name: string) => [reads[name], ...(learned.readers.get(name) ?? [])];
  const updates = trained.flatMap((name, i) => {
    const weight = handles.get(name)!;
    let after = usesOf(name);
    if (parts.update.decays) {
      // Not times (1 - decay): that number as a float32 is off by as much as a weight's own rounding, at every step.
      const controls = after.map((node) => `^${node}`);
      after = [graph.node("ResourceApplyGradientDescent", [weight, numbers.decay(i), reads[name], ...controls], T)];
    }
    const moments = momentNames(name, parts.update.moments).map((moment) => handles.get(moment)!);
    const given = Object.fromEntries(moments.map((handle, k) => [`moment${k}`, handle]));
    const { rate, momentum } = { rate: numbers.rate(i), momentum: numbers.momentum };
    return emit(graph, parts.update.update, { weight, ...given, gradient: gradients[i], rate, momentum }, rows, after)
      .effects;
  });
  const set = changed.map((name, i) =>
    graph.node("AssignVariableOp", [handles.get(name)!, learned.changed[i], `^${reads[name]}`], DTYPE),
  );
  graph.node("Identity", [learned.measures, ...[...updates, ...set].map((node) => `^${node}`)], T, stepNode(rows));
}

function writePasses(
  graph: GraphDef,
  { gradients: { template, trained } }: GraphParts,
  reads: Readonly<Record<string, Ref>>,
  inputs: Readonly<Record<string, Ref>>,
  rows: number,
): Learned {
  const { outputs, readers } = emit(graph, template, { ...reads, ...inputs }, rows);
  const [measures, ...others] = outputs;
  return { measures, gradients: others.slice(0, trained.length), changed: others.slice(trained.length), readers };
}

function clipped(graph: GraphDef, clip: Template, gradients: readonly Ref[], rows: number): Ref[] {
  return emit(graph, clip, Object.fromEntries(gradients.map((ref, i) => [`g${i}`, ref])), rows).outputs;
}

/** The numbers of one step, fed: a rate and a decay for each trained weight, and one momentum. */
class StepNumberNodes {
  readonly momentum: Ref;
  private readonly rates: Ref;
  private readonly decays: Ref;

  constructor(graph: GraphDef, rows: number, count: number) {
    const each = (name: string) =>
      graph.node("Unpack", [graph.placeholder(inputName(rows, name), [count])], {
        ...T,
        num: { i: count },
        axis: { i: 0 },
      });
    this.momentum = graph.placeholder(inputName(rows, "momentum"), []);
    this.rates = each("rates");
    this.decays = each("decays");
  }

  rate(i: number): Ref {
    return `${this.rates}:${i}`;
  }

  /** The share of a weight that is taken away. */
  decay(i: number): Ref {
    return `${this.decays}:${i}`;
  }
}

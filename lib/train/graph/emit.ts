import type { GraphDef, Ref } from "./graph-def";
import { NotRecordable, type Source } from "./recording";
import type { Template } from "./template";

/** What became of a template in a graph. */
export interface Emitted {
  outputs: Ref[];
  /** Nodes that use an input, by its name. */
  readers: Map<string, Ref[]>;
  /** Nodes that answer nothing but change a variable. */
  effects: Ref[];
}

/**
 * Writes a template's ops into a graph.
 *
 * @param inputs what stands for the template's inputs, by name
 * @param rows of the batch
 * @param after nodes that have to run before any that changes a variable
 */
export function emit(
  graph: GraphDef,
  template: Template,
  inputs: Readonly<Record<string, Ref>>,
  rows: number,
  after: readonly Ref[] = [],
): Emitted {
  const nodes: Ref[] = [];
  const readers = new Map<string, Ref[]>();
  const effects: Ref[] = [];
  const refOf = (source: Source): Ref => {
    if ("node" in source) return source.output === 0 ? nodes[source.node] : `${nodes[source.node]}:${source.output}`;
    if ("constant" in source) return graph.constant(template.constants[source.constant](rows));
    const ref = inputs[source.input];
    if (ref === undefined) throw new NotRecordable(`there is no input ${source.input}`);
    return ref;
  };
  for (const { op, attributes, inputs: sources, shapes } of template.ops) {
    const changes = shapes.length === 0;
    const controls = changes ? after.map((node) => `^${node}`) : [];
    const node = graph.node(op, [...sources.map(refOf), ...controls], attributes);
    nodes.push(node);
    if (changes) effects.push(node);
    for (const source of sources) {
      if ("input" in source) readers.set(source.input, [...(readers.get(source.input) ?? []), node]);
    }
  }
  return { outputs: template.outputs.map(refOf), readers, effects };
}

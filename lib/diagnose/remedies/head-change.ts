import type { Subject } from "../../train";
import type { TfjsLoss } from "../../train/compiled-model";
import { withModel } from "../changed-subject";
import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Topology } from "../topology";

/** Layers that do nothing but put an activation on what they are given. */
const ACTIVATION_LAYERS = ["Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax"];

/** The heads that a finding is about: one, or all. */
export const headsOf = ({ heads }: Examination, about?: Suspicion): HeadFacts[] =>
  heads.filter(({ name }) => about?.head === undefined || about.head === name);

export interface HeadChange {
  activation?: string;
  units?: number;
  /** tfjs's name, or a function. */
  loss?: string | TfjsLoss;
}

/** A Subject whose heads end otherwise; other heads stay. */
export function withHeads(subject: Subject, changes: ReadonlyMap<HeadFacts, HeadChange>): Subject {
  return withModel(subject, {
    topology: (topology) => changes.forEach((change, head) => changeEnd(topology, head, change)),
    losses: (losses) =>
      losses.map((loss, i) => {
        const change = [...changes].find(([{ index }]) => index === i)?.[1];
        return change?.loss ?? loss;
      }),
  });
}

function changeEnd(topology: Topology, head: HeadFacts, { activation, units }: HeadChange): void {
  const names = endOf(topology, head.layer.name);
  if (activation !== undefined) {
    // From the output back, so that an output's name wanders to the layer that stays.
    for (const name of [...names].reverse()) {
      const layer = topology.layer(name);
      if (layer && ACTIVATION_LAYERS.includes(layer.className)) topology.remove(name);
    }
  }
  const [kernel, ...rest] = endOf(topology, head.layer.name).map((name) => topology.layer(name)!);
  if (activation !== undefined) {
    for (const { config } of rest) if ("activation" in config) config.activation = "linear";
    if ("activation" in kernel.config) kernel.config.activation = activation;
    else topology.insertAfter(rest.at(-1)?.config.name ?? kernel.config.name, "Activation", { activation });
  }
  if (units !== undefined && "units" in kernel.config) kernel.config.units = units;
}

/** Names from the last layer with a kernel to the output's, in the order of the signal. */
function endOf(topology: Topology, output: string): string[] {
  const names = [output];
  for (let layer = topology.layer(output); layer && !("kernelInitializer" in layer.config);) {
    const before = topology.before(layer.config.name);
    if (before === undefined) break;
    names.unshift(before);
    layer = topology.layer(before);
  }
  return names;
}

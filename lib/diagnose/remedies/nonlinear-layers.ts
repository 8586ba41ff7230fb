import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";
import type { Examination } from "../examination";

/** relu on every hidden layer with a kernel that has no activation before the next kernel. */
export const nonlinearLayers: Remedy = {
  name: "relu between layers",
  says: "Puts relu on hidden layers that have no activation.",
  mends: ["linear-stack"],
  applies: (examination) => linearLayers(examination).length > 0,
  apply(subject, examination) {
    const names = linearLayers(examination);
    return withModel(subject, {
      topology: (topology) => {
        for (const name of names) {
          const layer = topology.layer(name);
          if (layer && "activation" in layer.config) layer.config.activation = "relu";
        }
      },
    });
  },
};

/** Names of hidden Dense and convolution layers after which the signal meets the next kernel unbent. */
export function linearLayers({ layers, heads }: Pick<Examination, "layers" | "heads">): string[] {
  const inTail = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  return layers
    .filter(({ name, weighted, activation, className }) => {
      if (!weighted || inTail.has(name) || activation !== "linear") return false;
      return /^(Dense|Conv)/.test(className) && unbentUntilKernel(name);
    })
    .map(({ name }) => name);

  function unbentUntilKernel(name: string): boolean {
    const next = layers.filter(({ inputs }) => inputs.includes(name));
    return next.some((layer) => {
      if (layer.weighted) return true;
      // Pooling by the largest bends the signal, too.
      if (layer.activation !== "linear" || /MaxPool|BatchNorm|Merge|Add|Multiply/i.test(layer.className)) {
        return /BatchNorm/.test(layer.className) && unbentUntilKernel(layer.name);
      }
      return unbentUntilKernel(layer.name);
    });
  }
}

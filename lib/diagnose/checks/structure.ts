/**
 * What can be read off the layers: depth that adds nothing, layers that cannot learn, layers too narrow for what must pass them.
 *
 * Linear on linear is one linear layer (any text book); it is a fault only where the task needs a bend, which a trial decides,
 * and the question's own bottleneck is one such and learns. Frozen layers are certain when nothing can learn, and a
 * suspicion when more than half of the numbers are frozen at values that no file put there, which cannot be told from here.
 * A layer of one or two units before more classes than it can hold apart is narrow: k units linearly separate few of many
 * classes; the limit is a quarter of the log2 of the classes, or one unit.
 */
import type { Check, Suspicion } from "../check";
import type { LayerFacts } from "../examination";

const FROZEN = 0.5;

export const structure: Check = {
  name: "structure",
  codes: ["linear-stack", "frozen-layers", "capacity-low"],
  stage: "data",
  run: ({ layers, heads }) => [
    ...linearStack(layers, new Set(heads.map(({ layer }) => layer.name))),
    ...frozen(layers),
    ...narrow(
      layers,
      heads.map(({ layer, target }) => ({ layer: layer.name, classes: target.counts.length || target.width })),
    ),
  ],
};

const passing =
  /^(Flatten|Reshape|Dropout|Permute|MaxPooling\dD|AveragePooling\dD|Global\w+|ZeroPadding\dD|InputLayer|BatchNormalization)$/;

function linearStack(layers: readonly LayerFacts[], outputs: ReadonlySet<string>): Suspicion[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const bends = (layer: LayerFacts) => layer.activation !== "linear" || /Pooling|LSTM|GRU|RNN/.test(layer.className);
  const stacked: string[] = [];
  const hidden = layers.filter(({ weighted, name }) => weighted && !outputs.has(name));
  for (const layer of hidden) {
    if (bends(layer)) continue;
    // What follows, up to the next layer with weights, must bend, or both are one.
    let next: LayerFacts | undefined = layer;
    let bent = false;
    do {
      next = layers.find(({ inputs }) => inputs.includes(next!.name));
      if (next && !next.weighted && bends(next)) bent = true;
    } while (next && !next.weighted && !bent && (passing.test(next.className) || next.activation === "linear"));
    if (!bent && next?.weighted && byName.has(next.name)) stacked.push(layer.name);
  }
  if (stacked.length === 0) return [];
  const bending = hidden.filter((layer) => !stacked.includes(layer.name)).length;
  const evidence = { layers: stacked.join(", "), linear: stacked.length, bending };
  const says = `${stacked.join(", ")}: linear, and so is what comes before the next layer: both are one linear layer.`;
  return [
    {
      code: "linear-stack",
      standing: "suspect",
      layer: stacked[0],
      likelihood: bending === 0 ? 0.65 : 0.12,
      evidence,
      says,
    },
  ];
}

function frozen(layers: readonly LayerFacts[]): Suspicion[] {
  const weighted = layers.filter(({ parameters, weighted }) => weighted && parameters > 0);
  const still = weighted.filter(({ trainable }) => !trainable);
  if (still.length === 0) return [];
  const count = (of: readonly LayerFacts[]) => of.reduce((sum, { parameters }) => sum + parameters, 0);
  const share = count(still) / count(weighted);
  const all = still.length === weighted.length;
  return [
    {
      code: "frozen-layers",
      standing: all ? "cause" : "suspect",
      layer: still[0].name,
      likelihood: all ? 0.98 : share > FROZEN ? 0.6 : 0.3,
      evidence: {
        layers: still.map(({ name }) => name).join(", "),
        frozen: still.length,
        of: weighted.length,
        shareOfParameters: share,
      },
      says: `${all ? "No layer" : "Not every layer"} can learn: ${still.map(({ name }) => name).join(", ")} ${still.length > 1 ? "are" : "is"} frozen.`,
    },
  ];
}

function narrow(layers: readonly LayerFacts[], heads: { layer: string; classes: number }[]): Suspicion[] {
  const most = Math.max(...heads.map(({ classes }) => classes));
  const outputs = new Set(heads.map(({ layer }) => layer));
  const limit = Math.max(1, Math.log2(Math.max(2, most)) / 4);
  const thin = layers.filter(
    ({ weighted, units, name }) => weighted && units !== undefined && units <= limit && !outputs.has(name),
  );
  return thin.slice(0, 1).map(({ name, units = 0 }) => ({
    code: "capacity-low",
    standing: "suspect",
    layer: name,
    likelihood: 0.55,
    evidence: { units, classes: most, limit },
    says: `${name}: all that the heads know of an input must pass ${units} unit${units === 1 ? "" : "s"}.`,
  }));
}

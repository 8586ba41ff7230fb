/**
 * A person sees: training stops at what a straight line could do, or at the loss it began with.
 *
 * What can be read off the layers: depth that adds nothing, layers that cannot learn, layers too narrow for what must pass them.
 *
 * Linear on linear is one linear layer (any text book). Where no hidden layer has an activation of its own, that is told whatever
 * comes of it; where others bend, one linear layer may be meant, as the question's own bottleneck is (Dense(100) before towers), and
 * only a trial can show that it harms. Frozen layers are certain when nothing can learn; else they may be a transfer that works,
 * so a trial decides, too, the sooner where more than half of the numbers are frozen.
 * A layer of one or two units before more classes than it can hold apart is narrow: k units linearly separate few of many
 * classes; the limit is a quarter of the log2 of the classes, or one unit.
 */
import type { Check, Suspicion } from "../check";
import { type HeadFacts, headsWithoutHidden, type LayerFacts } from "../examination";

const FROZEN = 0.5;
/** Two in a row are in every old text book and learn. */
const SIGMOIDS = 2;

export const structure: Check = {
  name: "structure",
  codes: ["linear-stack", "frozen-layers", "capacity-low", "gradient-vanishing"],
  stage: "data",
  run: ({ layers, heads }) => [
    ...linearStack(layers, new Set(heads.map(({ layer }) => layer.name))),
    ...frozen(layers),
    ...hiddenSoftmax(layers, heads),
    ...sigmoidDepth(layers, heads),
    ...narrow(
      layers,
      heads.map(({ layer, target }) => ({ layer: layer.name, classes: target.counts.length || target.width })),
    ),
    ...noHidden(layers, heads),
  ],
};

const passing =
  /^(Flatten|Reshape|Dropout|Permute|MaxPooling\dD|AveragePooling\dD|Global\w+|ZeroPadding\dD|InputLayer|BatchNormalization)$/;

/** Whether what it answers is no linear function of its input, as far as one can tell: an embedding looks rows up. */
const bends = ({ activation, className, known }: LayerFacts): boolean =>
  activation !== "linear" || !known || /Pooling|LSTM|GRU|RNN|Embedding|^(Sequential|Model|Functional)$/.test(className);

function linearStack(layers: readonly LayerFacts[], outputs: ReadonlySet<string>): Suspicion[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
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
  // Pooling bends a convolution's signal all the same; that no layer has an activation is no design.
  const bending = hidden.filter((layer) => !stacked.includes(layer.name) && hasActivation(layer, layers)).length;
  const evidence = { layers: stacked.join(", "), linear: stacked.length, bending };
  const says = `${stacked.join(", ")}: linear, and so is what comes before the next layer: both are one linear layer.`;
  return [
    {
      code: "linear-stack",
      standing: "suspect",
      layer: stacked[0],
      likelihood: bending === 0 ? 0.65 : stacked.length > bending ? 0.45 : 0.35,
      evidence,
      says,
    },
  ];
}

/** Its own, or that of what follows it before the next layer with weights. */
function hasActivation(layer: LayerFacts, layers: readonly LayerFacts[]): boolean {
  if (!/Pooling/.test(layer.className) && bends(layer)) return true;
  const next = layers.filter(({ inputs, weighted }) => !weighted && inputs.includes(layer.name));
  return next.some((each) => hasActivation(each, layers));
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
      likelihood: all ? 0.98 : share > FROZEN ? 0.6 : 0.4,
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

/** Softmax makes a layer's units share one, so that each answers little and changes little: DeepCrime's ACH has it among its mutants. */
function hiddenSoftmax(layers: readonly LayerFacts[], heads: readonly { tail: LayerFacts[] }[]): Suspicion[] {
  const ends = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  const dividing = layers.filter(({ name, activation }) => activation === "softmax" && !ends.has(name));
  if (dividing.length === 0) return [];
  const names = dividing.map(({ name }) => name).join(", ");
  return [
    {
      code: "gradient-vanishing",
      standing: "suspect",
      layer: dividing[0].name,
      likelihood: 0.55,
      evidence: { layers: names, activation: "softmax" },
      says: `${names}: softmax on a hidden layer leaves each unit a small share of one, and the gradient a smaller one.`,
      remedy: "relu in place of sigmoid and tanh",
    },
  ];
}

/** A sigmoid's slope is a quarter at most, so that each takes three quarters of the gradient away (Hochreiter 1991; Glorot & Bengio 2010). */
function sigmoidDepth(layers: readonly LayerFacts[], heads: readonly { tail: LayerFacts[] }[]): Suspicion[] {
  const ends = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  const flat = layers.filter(({ name, activation }) => /^(sigmoid|hardSigmoid)$/.test(activation) && !ends.has(name));
  if (flat.length < SIGMOIDS) return [];
  const names = flat.map(({ name }) => name).join(", ");
  return [
    {
      code: "gradient-vanishing",
      standing: "suspect",
      layer: flat[0].name,
      likelihood: flat.length > SIGMOIDS ? 0.5 : 0.4,
      evidence: { layers: names, sigmoids: flat.length, limit: SIGMOIDS },
      says: `${names}: each sigmoid lets a quarter of the gradient through at most; ${flat.length} of them lie one behind the other.`,
      remedy: "relu in place of sigmoid and tanh",
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

/** A sum of inputs tells apart what a straight cut can: not xor, nor rings (Minsky & Papert 1969). */
function noHidden(layers: readonly LayerFacts[], heads: readonly HeadFacts[]): Suspicion[] {
  return headsWithoutHidden(heads, layers)
    .slice(0, 1)
    .map((name) => ({
      code: "capacity-low",
      standing: "suspect",
      layer: name,
      // Under what is tried on programs that learn: weighing inputs is all that many tasks need.
      likelihood: 0.3,
      evidence: { hiddenLayers: 0 },
      says: `${name}: there is no hidden layer before it, so that it can only weigh the inputs one by one.`,
      remedy: "a hidden layer",
    }));
}

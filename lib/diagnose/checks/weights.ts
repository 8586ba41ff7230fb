/**
 * A person sees: all units of a layer answer the same; or heads that go alike.
 *
 * Weights that are alike: within a layer, so that its units stay one unit, or from tower to tower, so that towers begin as copies.
 *
 * Units with equal weights get equal gradients and stay equal (any text book: Goodfellow et al. 2016, 8.4), unless dropout tells
 * them apart. A head's own layer may begin at zero: its units differ by their targets. Towers that are copies of each other
 * differ by their targets as well, so that it is a flaw more than a fault.
 */
import type { Check, Suspicion } from "../check";
import { ancestors, type Examination } from "../examination";

export const weights: Check = {
  name: "weights",
  codes: ["symmetric-init", "shared-seed"],
  stage: "start",
  run: (examination) => [...alike(examination), ...copies(examination)],
};

function alike({ layers, heads, start }: Examination): Suspicion[] {
  const outputs = new Set(heads.map(({ layer, tail }) => tail[0]?.name ?? layer.name));
  const hidden = layers.filter(({ weighted, units = 0, name }) => weighted && units > 1 && !outputs.has(name));
  const equal = hidden.filter(({ name }) => start.signals[name]?.kernel?.equalUnits === 1);
  if (equal.length === 0) return [];
  const dropout = layers.some(({ dropout = 0 }) => dropout > 0);
  const [first] = equal;
  return [
    {
      code: "symmetric-init",
      standing: "suspect",
      layer: first.name,
      likelihood: dropout ? 0.7 : 0.93,
      evidence: {
        layers: equal.map(({ name }) => name).join(", "),
        of: hidden.length,
        initializer: first.initializer?.className ?? "none",
        weight: start.signals[first.name].kernel!.mean,
      },
      says: `${equal.map(({ name }) => name).join(", ")}: all units begin with the same weights, get the same gradients and stay one unit.`,
    },
  ];
}

function copies({ layers, heads, start, model }: Examination): Suspicion[] {
  if (heads.length < 2) return [];
  // Layers that one head alone depends on, in the order of the signal: its tower.
  const behind = heads.map(({ layer }) => ancestors(layer.name, layers));
  const towers = behind.map((own, i) =>
    layers.filter(
      ({ name, weighted }) => weighted && own.has(name) && !behind.some((other, j) => j !== i && other.has(name)),
    ),
  );
  const pairs: string[] = [];
  for (let i = 0; i < towers.length; i++) {
    for (let j = i + 1; j < towers.length; j++) {
      for (const one of towers[i].slice(0, -1)) {
        const twin = towers[j].find((other) => sameWeights(model, one.name, other.name));
        if (twin && !start.signals[one.name]?.kernel?.constant) pairs.push(`${one.name} and ${twin.name}`);
      }
    }
  }
  if (pairs.length === 0) return [];
  return [
    {
      code: "shared-seed",
      standing: "suspect",
      layer: pairs[0].split(" and ")[0],
      likelihood: 0.8,
      evidence: { equal: pairs.join("; "), pairs: pairs.length },
      says: `${pairs.join("; ")} begin with the same weights, to the last digit: their initializers share a seed.`,
    },
  ];
}

function sameWeights(model: Examination["model"], one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => model.getLayer(name).weights[0]?.read());
  if (!a || !b || a.shape.join() !== b.shape.join()) return false;
  const [left, right] = [a.dataSync(), b.dataSync()];
  return left.every((value, i) => value === right[i]);
}

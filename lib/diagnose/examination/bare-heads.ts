import { ancestors } from "./head-gradients";
import type { HeadFacts } from "./head-facts";
import type { LayerFacts } from "./layer-facts";

/** Names of the first layers of heads behind which no other layer has weights. */
export function headsWithoutHidden(heads: readonly HeadFacts[], layers: readonly LayerFacts[]): string[] {
  return heads
    .filter(({ layer }) => {
      const behind = ancestors(layer.name, layers);
      return layers.filter(({ name, weighted }) => weighted && behind.has(name)).length === 1;
    })
    .map(({ tail }) => tail[0].name);
}

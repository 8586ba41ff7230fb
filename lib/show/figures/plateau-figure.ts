import { curvePanels, type PanelLevel } from "../curve-panels";
import type { PlotlyFigure } from "../figure";
import { PALETTE } from "../palette";

/** One head's losses over the epochs, and the losses at which a head stands still for a known reason. */
export interface HeadLosses {
  head: string;
  training: number[];
  scored: number[];
  alike: number;
  frequencies: number;
}

/**
 * Losses over the epochs, a panel a head, between the two levels where a head stands still: ln K, every class alike, and the
 * labels' entropy, their frequencies learned and nothing of the pictures. Under the lower of them, something was learned.
 */
export function plateauFigure(heads: HeadLosses[], options: { title?: string; scored?: string } = {}): PlotlyFigure {
  const drawn = heads.map(({ head, training, scored, alike, frequencies }) => ({
    heading: head,
    lines: [
      { name: "training", values: training, colour: PALETTE[1], symbol: "diamond" },
      { name: options.scored ?? "validation", values: scored, colour: PALETTE[0], symbol: "circle" },
    ],
    levels: [
      { name: "ln K: all classes alike", value: alike, dash: "dot" },
      { name: "entropy: frequencies only", value: frequencies, dash: "dash" },
    ] satisfies PanelLevel[],
  }));
  return curvePanels(options.title ?? "Loss, and where it would stand still", drawn, { title: { text: "loss" } });
}

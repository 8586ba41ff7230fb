import { accuracyInterval, type AccuracySeries, type SeenAccuracies } from "../../train";
import { curvePanels, type PanelLine } from "../curve-panels";
import type { PlotlyFigure } from "../figure";
import { PALETTE } from "../palette";
import { whole } from "../words";

/**
 * Accuracy over the epochs as the question's author would have seen it, on the few rows that validation draws each time, and
 * as all scored rows have it, with their exact interval. A ring stands where all rows leave the majority baseline; what lies
 * by the baseline tells of no learning, on however few rows it was seen.
 */
export function seenAccuracy(heads: SeenAccuracies[], options: { title?: string } = {}): PlotlyFigure {
  const drawn = heads.map(({ head, all, seen, majority, chance }) => {
    const shares = accuracies(all);
    const line: PanelLine = {
      name: `all ${whole(all.rows)} rows`,
      values: shares,
      colour: PALETTE[0],
      width: 2.5,
      band: all.scored.map(({ right, rows }) => accuracyInterval(right, rows)),
    };
    const dots: PanelLine[] = seen
      ? [{ name: `${whole(seen.rows)} rows seen`, values: accuracies(seen), colour: PALETTE[1], symbol: "diamond" }]
      : [];
    const mark = { name: "leaves the majority", epoch: all.leaves ?? 0, value: shares[(all.leaves ?? 0) - 1] };
    return {
      heading: head,
      lines: [line, ...dots.map((each) => ({ ...each, width: 1, dash: "dot" as const }))],
      levels: [
        { name: "majority baseline", value: majority, dash: "dash" as const },
        { name: "chance", value: chance, dash: "dot" as const },
      ],
      ...(all.leaves !== undefined && { mark }),
    };
  });
  return curvePanels(options.title ?? "What is seen of each head, and what all rows show", drawn, {
    title: { text: "accuracy" },
    tickformat: ".1~%",
  });
}

function accuracies({ scored }: AccuracySeries): number[] {
  return scored.map(({ right, rows }) => right / rows);
}

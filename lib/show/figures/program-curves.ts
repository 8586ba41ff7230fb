import type { TriedProgram } from "../../train";
import { curvePanels, type PanelLevel, type PanelLine } from "../curve-panels";
import type { PlotlyFigure } from "../figure";
import { colourOf, GREY } from "../palette";

const SYMBOLS = ["diamond", "square", "triangle-up", "x", "circle"];

/**
 * Accuracy over the epochs, a panel a head and a line a Program: on the validation rows, or the training rows where there
 * are no others; the mean over the seeds that a Program was tried with.
 *
 * @param without name of the Program that the others are held against, drawn in grey
 * @param names of the others to draw; a figure has room for five
 */
export function programCurves(
  tried: readonly TriedProgram[],
  without: string,
  names: readonly string[],
  options: { title?: string } = {},
): PlotlyFigure {
  const [first] = tried;
  const runsOf = (name: string) => tried.filter((run) => run.name === name);
  const drawn = Object.keys(first?.heads ?? {}).map((head) => {
    const { majority } = first.heads[head];
    const line = (name: string, style: Omit<PanelLine, "name" | "values">): PanelLine => ({
      name,
      values: meanAccuracies(runsOf(name), head),
      ...style,
    });
    return {
      heading: head,
      lines: [
        line(without, { colour: GREY, width: 5 }),
        ...names.map((name, i) => line(name, { colour: colourOf(i), symbol: SYMBOLS[i % SYMBOLS.length] })),
      ],
      levels: [{ name: "majority baseline", value: majority, dash: "dash" }] satisfies PanelLevel[],
    };
  });
  return curvePanels(options.title ?? "How each program learns", drawn, {
    title: { text: "accuracy" },
    tickformat: ".1~%",
  });
}

/** As far as all runs went. */
function meanAccuracies(runs: TriedProgram[], head: string): number[] {
  const epochs = Math.min(...runs.map(({ history }) => history.length));
  return Array.from({ length: Number.isFinite(epochs) ? epochs : 0 }, (_, i) => {
    const accuracies = runs.map(({ history }) => (history[i].validation ?? history[i].training).heads[head].accuracy);
    return accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
  });
}

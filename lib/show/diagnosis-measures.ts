import type { Diagnosis, LayerMeasures, RateMeasures } from "../diagnose";
import { drawing } from "./diagnosis-cards";
import { digits, type Terms, termList } from "./diagnosis-terms";
import { learningRateCurve } from "./figures/learning-rate-curve";
import { layerFigure, tellingLayers } from "./figures/layer-figure";
import { runFigure } from "./figures/run-figure";
import { table } from "./table";

/** The run as configured, drawn; nothing where no epoch was scored. */
export async function drawnRun({ heads, measures }: Diagnosis): Promise<string> {
  const run = measures?.run;
  const isScored = run?.epochs.some(({ heads: scored }) =>
    Object.values(scored).some(({ quality }) => typeof quality === "number"),
  );
  if (!run || !isScored) return "";
  const words = `The run as configured, seed ${run.seed}, ${run.epochs.length} of ${run.planned} epochs. A filled dot lies above the dashed line by more than chance.`;
  return drawing(runFigure(run, heads), words);
}

/** What was measured of each layer, drawn and as a table; empty where nothing was. */
export async function drawnLayers({ measures }: Diagnosis): Promise<string[]> {
  const layers = tellingLayers(measures?.layers ?? []).filter(({ start, end }) => start ?? end);
  if (layers.length === 0) return [];
  return [
    await drawing(layerFigure(layers), "On a sample of the training rows, before the first step and after the last."),
    termList(layerTerms),
    `<details><summary>The numbers</summary><div class="wide">${layerTable(layers)}</div></details>`,
  ];
}

const layerTerms: Terms = [
  [
    "size of the signal",
    "How large a layer's answers are (their root mean square). It should stay of one order from layer to layer: where it shrinks to nothing, the outputs no longer hear of the input; where it grows, steps jump.",
  ],
  [
    "units always zero",
    "The share of a layer's units that answer zero to every row. Such a unit is dead: nothing that passes through it can be learned.",
  ],
  [
    "pull on the weights",
    "How strongly the loss pulls at a layer's weights (its gradient over the weights). Where it is nearly nothing, the layer stays as it began.",
  ],
  [
    "way the weights went",
    "How far the run moved a layer's weights, in parts of their size. Under a hundredth, the layer has hardly learned.",
  ],
];

function layerTable(layers: LayerMeasures[]): string {
  return table(
    layers.map(({ name, activation, parameters, trainable, start, end, moved }) => ({
      layer: name,
      activation,
      weights: parameters,
      trained: trainable,
      "signal before": digits(start?.rms),
      "signal after": digits(end?.rms),
      "always zero before": digits(start?.deadUnits),
      "always zero after": digits(end?.deadUnits),
      "pull before": digits(start?.gradient),
      "pull after": digits(end?.gradient),
      moved: digits(moved),
    })),
  ).html;
}

/** The loss while the learning rate was raised; empty where that was not measured. */
export async function drawnRates({ measures }: Diagnosis): Promise<string[]> {
  const rates = measures?.rates;
  if (!rates || rates.rates.length < 3) return [];
  const number = (value: number | null) => value ?? NaN;
  const search = {
    rates: rates.rates.map(number),
    losses: rates.losses.map(number),
    valley: NaN,
    steepest: number(rates.steepest),
    minimum: number(rates.minimum),
  };
  const own = rates.own ?? undefined;
  return [await drawing(learningRateCurve(search, { title: "Loss while the rate is raised", own }), rateWords(rates))];
}

function rateWords({ rates, losses, own, steepest, minimum, diverges }: RateMeasures): string {
  const text = (rate: number | null) => (rate === null ? "no number" : Number(rate.toPrecision(2)).toString());
  const least = losses.indexOf(Math.min(...losses.map((loss) => loss ?? Infinity)));
  const climbs = losses.some((loss, i) => i > least && (loss === null || loss > losses[0]!));
  const end = climbs ? `; from ${text(diverges)} on it is over what it began with` : "";
  const said = `${rates.length} steps. The loss falls fastest at a rate of ${text(steepest)}; a tenth of the rate with the least loss is ${text(minimum)}${end}.`;
  return own === null ? said : `${said} The program's own rate is ${text(own)}.`;
}

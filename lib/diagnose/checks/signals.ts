/**
 * A person sees: the loss stays where it began to the last digit, or is NaN within a few steps, whatever the rate.
 *
 * What happens to signal and gradient on their way through the fresh network: they fade, blow up, or are cut off.
 *
 * Good initialisers keep the signal's size from layer to layer (Glorot & Bengio 2010; He et al. 2015); over the whole depth a factor of
 * a hundred is told, of a thousand it is likely. The question's network shrinks it about a hundredfold and learns, because its
 * inputs are a hundred times order one (`notebooks/06-no-learning`).
 * Dead and saturated shares: AUTOTRAINER (Zhang et al. 2021) calls half of the units dead from 0.5 on; so here.
 * How far weights and gradients are from proportion is by experiment (`npm run faults`): sixfold the usual weight, either way twice that
 * below, and four powers of ten between the layers' gradients, each against its weights.
 */
import type { Check, Suspicion } from "../check";
import type { Examination, LayerFacts, LayerSignal } from "../examination";
import type { FindingCode } from "../finding";
import { short } from "./short-number";

const FADES = 1e-2;
const FADES_MUCH = 1e-3;
const KERNEL_OFF = 6;
const VANISHED = 1e-4;
const EXPLODED = 1e4;
const HALF = 0.5;

export const signals: Check = {
  name: "signals",
  codes: ["init-scale", "gradient-vanishing", "gradient-exploding", "dead-units", "saturated-units"],
  stage: "start",
  run: (examination) => [...scale(examination), ...gradients(examination), ...units(examination)],
};

function scale({ layers, heads, start, input }: Examination): Suspicion[] {
  const outputs = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  const hidden = layers.filter(({ weighted, name }) => weighted && !outputs.has(name));
  if (hidden.length === 0) return [];
  const off = hidden.filter((layer) => kernelOff(start.signals[layer.name]));
  const last = start.signals[hidden[hidden.length - 1].name];
  const ratio = last.rms / (input.rms || 1);
  const faded = hidden.length > 2 && (last.rms < FADES || last.rms > 1 / FADES) && (ratio < FADES || ratio > 1 / FADES);
  if (off.length === 0 && !faded) return [];
  const much = last.rms < FADES_MUCH || last.rms > 1 / FADES_MUCH || !last.finite;
  const worst = off[0] ?? hidden[hidden.length - 1];
  const kernel = start.signals[worst.name].kernel;
  return [
    {
      code: "init-scale",
      standing: "suspect",
      layer: worst.name,
      likelihood: off.length > 0 ? (off.length > hidden.length / 2 ? 0.75 : 0.55) : much ? 0.6 : 0.4,
      evidence: {
        inputRms: input.rms,
        lastHiddenRms: last.rms,
        ratio,
        kernelTimesRootFanIn: kernel ? kernel.rms * Math.sqrt(kernel.fanIn) : Number.NaN,
        layersOff: off.length,
        layers: hidden.length,
      },
      says:
        off.length > 0
          ? `${worst.name}: weights begin ${kernel!.rms * Math.sqrt(kernel!.fanIn) > 1 ? "far larger" : "far smaller"} than keeps a signal's size.`
          : `From the inputs to ${worst.name} the signal goes from ${short(input.rms)} to ${short(last.rms)}.`,
    },
  ];
}

/** Weights times the root of their number a unit: 1.4 keeps a signal through relus, 1 through others. */
function kernelOff({ kernel }: LayerSignal): boolean {
  if (!kernel || kernel.constant) return false;
  const gain = kernel.rms * Math.sqrt(kernel.fanIn);
  // Offsets add up where deviations average out.
  const offset = Math.abs(kernel.mean) * kernel.fanIn;
  return (
    gain > KERNEL_OFF ||
    gain < 1 / (KERNEL_OFF * 2) ||
    (offset > 4 * KERNEL_OFF && Math.abs(kernel.mean) > 2 * kernel.std)
  );
}

function gradients({ layers, start }: Examination): Suspicion[] {
  const measured = layers.filter(({ name }) => start.gradients[name]);
  if (measured.length === 0) return [];
  const relative = measured.map(
    ({ name }) => start.gradients[name].gradient / Math.max(start.gradients[name].kernel, 1e-12),
  );
  const first = relative[0];
  const largest = Math.max(...relative);
  const evidence = { firstLayer: measured[0].name, relativeGradient: first, largestRelative: largest };
  const broken = measured.find(({ name }) => !start.gradients[name].finite);
  if (broken || largest > EXPLODED) {
    return [
      symptom(
        "gradient-exploding",
        broken?.name ?? measured[relative.indexOf(largest)].name,
        0.45,
        evidence,
        "gradients are out of all proportion to the weights",
      ),
    ];
  }
  if (measured.length > 2 && first < VANISHED * largest) {
    return [
      symptom(
        "gradient-vanishing",
        measured[0].name,
        first === 0 ? 0.7 : 0.6,
        evidence,
        "next to nothing of the gradient arrives",
      ),
    ];
  }
  return [];
}

function units({ layers, heads, start }: Examination): Suspicion[] {
  const outputs = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  const hidden = layers.filter(({ name, className }) => !outputs.has(name) && className !== "InputLayer");
  const found: Suspicion[] = [];
  const dead = worst(hidden, (layer) => (/relu/i.test(layer.activation) ? start.signals[layer.name].deadUnits : 0));
  if (dead.share >= HALF) {
    const says = `${Math.round(dead.share * 100)} % of its units are zero for every row of the sample`;
    found.push(symptom("dead-units", dead.layer, 0.65, { share: dead.share, limit: HALF }, says));
  }
  const saturated = worst(hidden, ({ name }) => start.signals[name].saturated);
  if (saturated.share >= HALF) {
    const says = `${Math.round(saturated.share * 100)} % of its answers are at an end of their range, where the slope is flat`;
    found.push(symptom("saturated-units", saturated.layer, 0.6, { share: saturated.share, limit: HALF }, says));
  }
  return found;
}

function worst(
  layers: readonly LayerFacts[],
  shareOf: (layer: LayerFacts) => number,
): { layer: string; share: number } {
  return layers
    .map((layer) => ({ layer: layer.name, share: shareOf(layer) }))
    .reduce((most, each) => (each.share > most.share ? each : most), { layer: "", share: 0 });
}

const symptom = (
  code: FindingCode,
  layer: string,
  likelihood: number,
  evidence: Suspicion["evidence"],
  what: string,
): Suspicion => ({
  code,
  standing: "suspect",
  layer,
  likelihood,
  evidence: { when: "before the first step", ...evidence },
  says: `${layer}: ${what}, before a step is taken.`,
});

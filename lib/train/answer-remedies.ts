import { changeProgram, type ProgramChange } from "./change-program";
import type { Program } from "./program";
import { type RemedyEffect, totalDifference } from "./remedy-effects";
import type { ProgramCase } from "./suspects/suspect";
import type { Candidate } from "./suspects/soonest";

/** One piece of the answer's advice. */
export interface AnswerRemedy {
  name: string;
  /** Of two remedies of one kind, a pair has one. */
  kind: string;
  change: ProgramChange;
}

/** What the question's answer advises, one remedy each; the finder's rate is made by `finderRemedy`. */
export const answerRemedies: readonly AnswerRemedy[] = [
  { name: "AMSGrad", kind: "amsgrad", change: { optimizer: { amsgrad: true } } },
  { name: "beta_1 of 0.5", kind: "beta_1", change: { optimizer: { beta1: 0.5 } } },
  ...["1e-6", "1e-5", "1e-3", "1e-2", "1e-1"].map(rateRemedy),
  { name: "weight decay 0.01", kind: "weight decay", change: { optimizer: { weightDecay: 0.01 } } },
  { name: "cosine schedule", kind: "schedule", change: { schedule: { name: "cosine" } } },
  {
    name: "reduce on plateau",
    kind: "schedule",
    // Shorter than Keras's patience of ten: that would outlast a short trial.
    change: { callbacks: [{ name: "reduceLROnPlateau", monitor: "val_loss", factor: 0.5, patience: 1 }] },
  },
  { name: "dropout 0.3", kind: "dropout", change: { model: { dropout: 0.3 } } },
  { name: "batch normalisation", kind: "batch normalisation", change: { model: { batchNormalization: true } } },
  { name: "leaky ReLU", kind: "activation", change: { model: { activation: "leakyReLU" } } },
  { name: "PReLU", kind: "activation", change: { model: { activation: "prelu" } } },
  { name: "he_uniform", kind: "initializer", change: { model: { kernelInitializer: "heUniform" } } },
];

/** The rate that a finder suggests. */
export function finderRemedy(rate: number): AnswerRemedy {
  return { ...rateRemedy(rate.toExponential(1)), name: `found rate ${rate.toExponential(1)}` };
}

/** The Program with a remedy, under the remedy's name. */
export function withRemedy(program: Program, { name, change }: Pick<AnswerRemedy, "name" | "change">): Program {
  return changeProgram(program, { ...change, name });
}

/**
 * The pairs that single trials recommend: of the remedies that helped a head and hurt none, the best few, each with each
 * other; two of one kind make no pair.
 *
 * @param most pairs that are answered
 */
export function recommendedPairs(
  remedies: readonly AnswerRemedy[],
  effects: readonly RemedyEffect[],
  most: number,
): AnswerRemedy[] {
  const good = helpful(remedies, effects);
  const pairs = good.flatMap((first, i) =>
    good.slice(i + 1).map((second, j) => ({ first, second, rank: 2 * i + j + 1 })),
  );
  return pairs
    .filter(({ first, second }) => first.kind !== second.kind)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ first, second }) => ({
      name: `${first.name} and ${second.name}`,
      kind: "pair",
      change: joined(first.change, second.change),
    }));
}

/** Those that helped a head and hurt none, the best first. */
export function helpful<T extends { name: string }>(remedies: readonly T[], effects: readonly RemedyEffect[]): T[] {
  return remedies
    .filter(({ name }) => {
      const verdicts = effects.filter(({ remedy }) => remedy === name).map(({ verdict }) => verdict);
      return verdicts.includes("helped") && !verdicts.includes("hurt") && !verdicts.includes("broke off");
    })
    .sort((a, b) => totalDifference(effects, b.name) - totalDifference(effects, a.name));
}

/** A remedy as something that may go into the smallest set. */
export function asCandidate({ name, kind, change }: AnswerRemedy): Candidate {
  return {
    name,
    kind,
    apply: ({ program, ...rest }: ProgramCase) => ({ ...rest, program: changeProgram(program, change) }),
  };
}

function rateRemedy(rate: string): AnswerRemedy {
  return { name: `rate ${rate}`, kind: "rate", change: { optimizer: { learningRate: Number(rate) } } };
}

function joined(a: ProgramChange, b: ProgramChange): ProgramChange {
  return {
    ...a,
    ...b,
    ...((a.model || b.model) && { model: { ...a.model, ...b.model } }),
    ...((a.optimizer || b.optimizer) && { optimizer: { ...a.optimizer, ...b.optimizer } }),
  };
}

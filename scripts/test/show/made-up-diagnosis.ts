import type { Diagnosis } from "../../../lib/diagnose";

const score = (accuracy: number, verdict: "learning" | "not-learning") => ({
  accuracy,
  interval: [accuracy - 0.05, accuracy + 0.05] as [number, number],
  majority: 0.3,
  chance: 0.25,
  loss: 1.386,
  rows: 400,
  verdict,
});

/** Two heads that fail and one that learns, a cause that a trial proved, a suspect, a note; made up for tests, names with mark-up in them. */
export const madeUpDiagnosis: Diagnosis = {
  verdict: "not-learning",
  heads: {
    "<b>style</b>": score(0.29, "not-learning"),
    genre: score(0.31, "not-learning"),
    painter: score(0.72, "learning"),
  },
  findings: [
    {
      code: "input-unscaled",
      standing: "cause",
      evidence: { likelihood: 0.9, largest: 255 },
      says: "Inputs run from 0 to 255.",
      remedy: "scale inputs",
      trial: { before: 0.29, after: 0.61, seeds: 2, p: 0.00002 },
    },
    {
      code: "dead-units",
      standing: "suspect",
      head: "genre",
      layer: "tower & more",
      evidence: { likelihood: 0.6, share: 0.97 },
      says: "97 % of the units are dead.",
      remedy: "leaky ReLU",
    },
    { code: "validation-covers-part", standing: "note", evidence: { rows: 130 }, says: "130 of 400 rows are scored." },
  ],
  smallestSet: ["scale inputs"],
  trials: [
    {
      remedies: ["AMSGrad"],
      against: [],
      mends: ["optimizer-setting"],
      heads: { "<b>style</b>": { before: 0.29, after: 0.3, p: 0.7, learns: false } },
      seeds: [0, 1],
      epochs: [5, 5],
      learns: false,
      agree: false,
      seconds: 4,
    },
    {
      remedies: ["scale inputs"],
      against: [],
      mends: ["input-unscaled"],
      heads: {
        "<b>style</b>": { before: 0.29, after: 0.61, p: 0.00002, learns: true },
        genre: { before: 0.31, after: 0.5, p: 0.003, learns: true },
        painter: { before: 0.72, after: 0.74, p: 0.4, learns: true },
      },
      seeds: [0, 1],
      epochs: [5, 5],
      learns: true,
      agree: true,
      seconds: 8,
    },
  ],
  budget: { seconds: 60, spent: 31.5, cut: false },
  measures: {
    run: {
      seed: 0,
      planned: 5,
      steps: 50,
      seconds: 4,
      epochs: [1, 2, 3, 4, 5].map((epoch) => ({
        epoch,
        loss: 3 - epoch / 10,
        heads: {
          "<b>style</b>": { loss: 1.4, quality: 0.29, learns: false },
          genre: { loss: 1.4, quality: 0.31, learns: epoch === 2 },
          painter: { loss: 1.4, ...(epoch !== 3 && { quality: epoch / 7, learns: epoch > 2 }) },
        },
      })),
    },
    heads: {
      "<b>style</b>": {
        plateaus: { alike: 1.95, frequencies: 1.83, doubleSoftmax: 1.17 },
        start: { loss: 1.97, shuffledLoss: 1.97, zeroedLoss: 1.96, clipped: 0 },
        end: { loss: 1.831, shuffledLoss: 1.832, zeroedLoss: null, clipped: 0.125 },
      },
      genre: { start: { loss: 2.5, shuffledLoss: 2.5, zeroedLoss: 2.5, clipped: 0 } },
    },
    noiseScale: { start: 41.3, end: null },
    layers: [
      {
        name: "first & <b>foremost</b>",
        className: "Dense",
        activation: "relu",
        parameters: 12,
        trainable: true,
        start: { rms: 1.2, spread: 0.4, zeros: 0.5, deadUnits: 0.1, saturated: 0, gradient: 0.02 },
        end: { rms: 0, spread: 0, zeros: 1, deadUnits: 1, saturated: 0, gradient: 0 },
        moved: 0.3,
      },
      { name: "out", className: "Dense", activation: "softmax", parameters: 4, trainable: true },
    ],
    rates: {
      rates: [1e-6, 1e-4, 1e-2, 1],
      losses: [1.4, 1.2, 1.3, null],
      steepest: 1e-4,
      minimum: 1e-5,
      diverges: 1,
      own: 3e-4,
    },
  },
};

/** The time ended before the run did: nothing is known of it. */
export const cutDiagnosis: Diagnosis = {
  ...madeUpDiagnosis,
  verdict: "undecided",
  heads: { price: { ...score(NaN, "not-learning"), chance: NaN, majority: NaN, verdict: "undecided" } },
  findings: [],
  smallestSet: [],
  trials: [],
  budget: { seconds: 60, spent: 58, cut: true },
  measures: undefined,
};

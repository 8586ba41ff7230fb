import type { Dataset } from "../../data";
import { changeProgram, type ProgramChange } from "../change-program";
import type { LossName } from "../losses";
import type { Program } from "../program";
import type { ProgramCase, Suspect } from "./suspect";

type Change = (program: Program, dataset: Dataset) => Program;

/** What the question's program shows, each as it is there and as it is mended. */
const told: { name: string; says: string; main?: boolean; fault: Change; mend: Change }[] = [
  {
    name: "pixels 0..255",
    says: "Pixels enter the network as they are stored; mended, each channel is standardised.",
    main: true,
    fault: changed({ preprocessing: { scaling: "none" } }),
    mend: changed({ preprocessing: { scaling: "standard" } }),
  },
  {
    name: "glorot_uniform",
    says: "Thirteen ReLU convolutions start from Keras's default initializer, under which a signal shrinks; mended, from he_uniform.",
    main: true,
    fault: changed({ model: { kernelInitializer: "glorotUniform" } }),
    mend: changed({ model: { kernelInitializer: "heUniform" } }),
  },
  {
    name: "linear bottleneck",
    says: "Dense(100) has no activation, so that it and the towers' first layers are one linear layer; mended, ReLU follows it.",
    fault: changed({ model: { bottleneckActivation: "linear" } }),
    mend: changed({ model: { bottleneckActivation: "relu" } }),
  },
  {
    name: "one seed for all towers",
    says: "glorot_normal has one seed in all towers, so that they start alike; mended, each layer has its own.",
    fault: changed({ model: { towerSeeds: "shared" } }),
    mend: changed({ model: { towerSeeds: "distinct" } }),
  },
  {
    name: "l2 of 1e-4",
    says: "The towers' kernels are penalised; mended, they are not.",
    fault: changed({ model: { l2: 1e-4 } }),
    mend: changed({ model: { l2: 0 } }),
  },
  {
    name: "rate of 1e-4",
    says: "Adam's rate is a tenth of its default; mended, it is the default, 1e-3.",
    main: true,
    fault: changed({ optimizer: { learningRate: 1e-4 } }),
    mend: changed({ optimizer: { learningRate: 1e-3 } }),
  },
  {
    name: "batches of 10",
    says: "Steps are counted with 50 and batches have 10 pictures; mended, they have 32, and the pictures shown stay as many.",
    main: true,
    fault: (program) => withBatches(program, 10),
    mend: (program) => withBatches(program, 32),
  },
  {
    name: "clipped cross-entropy",
    says: "Probabilities under 1e-7 get no gradient; mended, the loss is of the logits.",
    fault: (program, { heads }) => withLosses(program, heads, { loss: "clippedCategoricalCrossentropy" }),
    mend: (program, { heads }) => withLosses(program, heads, { loss: "categoricalCrossentropy" }),
  },
  {
    name: "losses summed as they are",
    says: "A head of many classes has a larger loss than one of few, and more of the gradient; mended, each is divided by its ln K.",
    fault: (program, { heads }) => withLosses(program, heads, { weight: 1 }),
    mend: (program, { heads, classes }) =>
      heads.reduce(
        (all, head) => withLosses(all, [head], { weight: 1 / Math.log(Math.max(2, classes[head])) }),
        program,
      ),
  },
];

/** Every fault that the question's program shows and a training can tell of. */
export const visibleSuspects: readonly Suspect[] = told.map(({ name, says, main = false, fault, mend }) => ({
  name,
  says,
  seen: "in the program",
  main,
  applies: () => true,
  putIn: onProgram(fault),
  takeOut: onProgram(mend),
}));

/** The question's program with all that it shows mended: the one that learns, into which faults are put. */
export function mendedProgram(question: Program, dataset: Dataset): Program {
  return told.reduce((program, { mend }) => mend(program, dataset), question);
}

function changed(change: ProgramChange): Change {
  return (program) => changeProgram(program, change);
}

function onProgram(change: Change): (to: ProgramCase, dataset: Dataset) => ProgramCase {
  return ({ program, ...rest }, dataset) => ({ ...rest, program: change(program, dataset) });
}

/** Other batches at the same cost: an epoch shows as many pictures, as nearly as whole steps allow. */
export function withBatches(program: Program, batchSize: number): Program {
  const { batchSize: before = 32, stepsPerEpoch } = program;
  const steps = stepsPerEpoch && Math.max(1, Math.round((stepsPerEpoch * before) / batchSize));
  return { ...program, batchSize, ...(steps && { stepsPerEpoch: steps }) };
}

/** Some heads' losses changed, the others' as they are. */
export function withLosses(
  program: Program,
  heads: readonly string[],
  change: { loss?: LossName; weight?: number },
): Program {
  const changed = Object.fromEntries(heads.map((head) => [head, { ...program.heads?.[head], ...change }]));
  return { ...program, heads: { ...program.heads, ...changed } };
}

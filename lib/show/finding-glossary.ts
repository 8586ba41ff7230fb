import type { FindingCode } from "../diagnose";

/** What each code means, in words for a person who has never read about it. */
export const findingGlossary: Readonly<Record<FindingCode, { title: string; means: string }>> = {
  "input-unscaled": entry(
    "Inputs far too large",
    "Networks expect inputs of about one; much larger numbers make every step jump.",
  ),
  "input-overscaled": entry(
    "Inputs far too small",
    "The inputs are so close to zero that the network hardly tells them apart.",
  ),
  "input-shape": entry(
    "Inputs of another shape",
    "The data do not have the height, width or length that the first layer expects.",
  ),
  "input-nonfinite": entry(
    "Numbers that are none",
    "The inputs hold NaN or infinity; one of these spoils everything that is computed from it.",
  ),
  "input-constant": entry(
    "Inputs that never change",
    "A value that is the same in every row says nothing about any of them.",
  ),
  "labels-format": entry(
    "Labels in the wrong form",
    "The loss wants labels written another way, such as one column a class in place of a number.",
  ),
  "labels-corrupt": entry(
    "Labels destroyed",
    "The labels hold values that cannot be right: one class only, out of range, or no numbers.",
  ),
  "labels-unaligned": entry(
    "Labels of other rows",
    "The labels are good ones, but stand beside the wrong rows, so there is nothing to be learned from them.",
  ),
  "labels-imbalanced": entry(
    "One class far larger",
    "One class is so common that always answering it is nearly the best the loss can ask for.",
  ),
  "target-unscaled": entry(
    "Targets of another size",
    "The numbers to be predicted are far from one, so errors and steps are far too large or too small.",
  ),
  "train-valid-overlap": entry(
    "The same rows in both splits",
    "Rows that are scored on were also learned from, so the score looks better than it is.",
  ),
  "train-valid-shift": entry(
    "Splits that differ",
    "Validation rows are scaled or drawn in another way than those learned from.",
  ),
  "epoch-covers-part": entry(
    "An epoch that leaves rows out",
    "Steps times batch size is less than the rows there are, so an epoch is shorter than it seems.",
  ),
  "validation-missing": entry(
    "No validation rows",
    "Without rows that were not learned from, nobody can tell learning from memorising.",
  ),
  "validation-covers-part": entry("Validation on a part", "Only some of the validation rows are scored."),
  undertrained: entry("Stopped too early", "It would learn if it were only trained for longer."),
  "batch-size": entry(
    "Batch of an unsuitable size",
    "Too few rows a step make steps that are mostly chance; too many make too few steps.",
  ),
  "output-activation": entry(
    "Wrong activation of the output",
    "The last layer's function does not fit the loss, as a softmax does several classes.",
  ),
  "single-unit-softmax": entry(
    "Softmax over one unit",
    "Softmax makes its outputs sum to one: over a single unit the answer is always 1, whatever the input.",
  ),
  "double-softmax": entry(
    "Softmax twice",
    "Probabilities are made into probabilities again, which flattens them and weakens every step.",
  ),
  "missing-softmax": entry("No softmax", "The loss expects probabilities, and the output gives any numbers."),
  "output-width": entry(
    "Too few or too many outputs",
    "The output has another number of units than there are classes or targets.",
  ),
  "output-range": entry(
    "Targets out of reach",
    "The last layer's function cannot give some of the values that it should.",
  ),
  "loss-unsuitable": entry("A loss for another task", "What is minimised is not what the task is about."),
  "clip-locked": entry(
    "Stuck at the loss's clip",
    "Probabilities are so small that the loss cuts them off, and where it does nothing is learned.",
  ),
  "linear-stack": entry(
    "Linear layer on linear layer",
    "Without a non-linear function between them, two layers can do no more than one.",
  ),
  "symmetric-init": entry(
    "Units that start alike",
    "Units with equal weights get equal steps and stay equal: a layer of them works as one unit.",
  ),
  "shared-seed": entry("Layers that start alike", "Layers that draw from one seed begin with the same weights."),
  "init-scale": entry(
    "Starting weights of the wrong size",
    "The signal shrinks to nothing, or grows without end, from layer to layer.",
  ),
  "stale-graph": entry(
    "Layers of another model",
    "Some layers belong to a model built earlier, so what is trained is not what is asked.",
  ),
  "frozen-layers": entry("Layers that cannot learn", "Some layers are set not to be trained."),
  "capacity-low": entry("Too small a network", "The network has too few units for the task."),
  "dead-units": entry(
    "Dead units",
    "Units whose output is zero for every row; no step changes them, so they never come back.",
  ),
  "saturated-units": entry(
    "Saturated units",
    "Units at the end of their range, where a change of weights changes nearly nothing.",
  ),
  "gradient-vanishing": entry(
    "Vanishing gradient",
    "The signal that tells early layers how to change has all but faded when it reaches them.",
  ),
  "gradient-exploding": entry(
    "Exploding gradient",
    "The signal that tells layers how to change grows so large that steps jump anywhere.",
  ),
  "train-eval-mismatch": entry(
    "Other when scored than when trained",
    "A layer acts otherwise when the network is scored, and that does harm.",
  ),
  "rate-too-high": entry("Learning rate too high", "Each step goes so far that it jumps over what it seeks."),
  "rate-too-low": entry(
    "Learning rate too low",
    "Each step is so small that next to nothing is learned in the time given.",
  ),
  "rate-invalid": entry("No valid learning rate", "A rate of zero, under zero, or that is no number, cannot teach."),
  "gradient-ascent": entry("The loss is climbed", "A sign is the wrong way round: every step makes the loss larger."),
  "optimizer-setting": entry(
    "Settings of the optimizer",
    "Momentum, betas or epsilon are set so that they spoil the steps.",
  ),
  "over-regularised": entry(
    "Penalty on weights too strong",
    "Keeping the weights small counts for more than the task.",
  ),
  "dropout-high": entry(
    "Too much dropout",
    "So many units are switched off at random while training that too little gets through.",
  ),
  "majority-class": entry(
    "Always the commonest class",
    "It gives the same answer to every row: that of the largest class.",
  ),
  "task-conflict": entry(
    "Heads that pull apart",
    "What one head asks of the shared layers is the opposite of what another asks.",
  ),
  "task-dominates": entry(
    "One head drowns the others",
    "The shared layers follow one head's loss, as it is so much larger.",
  ),
};

function entry(title: string, means: string): { title: string; means: string } {
  return { title, means };
}

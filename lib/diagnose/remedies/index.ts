import type { FindingCode } from "../finding";
import type { Remedy } from "../remedy";
import { batchNormalization, quickBatchNormalization } from "./batch-normalization";
import { descend } from "./descend";
import { evenHeads } from "./even-heads";
import { leakyRelu, prelu, reluForSigmoid, reluOnLayer } from "./hidden-activations";
import { holdOutRows } from "./hold-out-rows";
import { heUniform, ownSeeds } from "./initializers";
import { moreEpochs } from "./more-epochs";
import { nonlinearLayers } from "./nonlinear-layers";
import { labelForm } from "./one-hot-labels";
import { oneSoftmax } from "./one-softmax";
import { adamAtDefault, amsgrad, clippedGradients, lowerBeta1, usualSettings, weightDecay } from "./optimizers";
import { outputActivation } from "./output-activation";
import { outputWidth } from "./output-width";
import { foundRate, tenfoldRate, tenthRate, usualRate } from "./rates";
import { dropout, noDropout, noPenalty } from "./regularisation";
import { replaceNonFinite } from "./replace-nonfinite";
import { scaleInputs } from "./scale-inputs";
import { scaleTargets } from "./scale-targets";
import { scaleValidation } from "./scale-validation";
import { cosineSchedule, reduceOnPlateau } from "./schedules";
import { taskLoss } from "./task-loss";
import { hiddenLayer, unfreeze, wider } from "./trainable-layers";
import { unclippedLoss } from "./unclipped-loss";
import { usualBatch } from "./usual-batch";
import { weighClasses } from "./weigh-classes";
import { wholeEpochs, wholeValidation } from "./whole-epochs";

/** All remedies; where several mend one code, the likeliest to first. */
export const remedies: readonly Remedy[] = [
  replaceNonFinite,
  scaleInputs,
  labelForm,
  scaleTargets,
  scaleValidation,
  weighClasses,
  oneSoftmax,
  outputActivation,
  reluOnLayer,
  taskLoss,
  outputWidth,
  unclippedLoss,
  nonlinearLayers,
  reluForSigmoid,
  heUniform,
  ownSeeds,
  unfreeze,
  hiddenLayer,
  wider,
  descend,
  usualRate,
  usualSettings,
  foundRate,
  tenthRate,
  tenfoldRate,
  adamAtDefault,
  noPenalty,
  noDropout,
  quickBatchNormalization,
  leakyRelu,
  prelu,
  batchNormalization,
  clippedGradients,
  evenHeads,
  usualBatch,
  wholeEpochs,
  wholeValidation,
  holdOutRows,
  moreEpochs,
  amsgrad,
  lowerBeta1,
  weightDecay,
  cosineSchedule,
  reduceOnPlateau,
  dropout,
];

/** @returns undefined if there is none of the name */
export const remedyNamed = (name: string): Remedy | undefined => remedies.find((remedy) => remedy.name === name);

/** Remedies of a code, the likeliest first. */
export const remediesOf = (code: FindingCode): Remedy[] => remedies.filter(({ mends }) => mends.includes(code));

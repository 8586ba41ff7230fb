import type { Dataset } from "../data";
import { accuracyInterval, type Epoch, type HeadMeasures, plateauLosses, type Run } from "../train";
import type { LearningCurve } from "./figures/learning-curves";
import type { LossLine } from "./figures/loss-curve";

/** A head's accuracies over a run's epochs, with the exact interval of each that is on rows it did not learn from. */
export function learningCurve({ history, heads }: Pick<Run, "history" | "heads">, head: string): LearningCurve {
  const validated = history.length > 0 && history.every(({ validation }) => validation);
  const accuracies = (of: (epoch: Epoch) => Measured) => history.map((epoch) => of(epoch).heads[head].accuracy);
  return {
    head,
    training: accuracies(({ training }) => training),
    ...(validated && { validation: accuracies(({ validation }) => validation!) }),
    interval: history.map(({ training, validation }) => intervalOf(validation ?? training, head)),
    majority: heads[head].majority,
    chance: heads[head].chance,
  };
}

/** A head's losses over a run's epochs, without the regularizers' penalty. */
export function lossLines({ history }: Run, head: string): LossLine[] {
  const losses = (of: (epoch: Epoch) => Measured | undefined) =>
    history.flatMap((epoch) => of(epoch)?.heads[head].loss ?? []);
  const validation = losses((epoch) => epoch.validation);
  const training = { name: "training", losses: losses((epoch) => epoch.training) };
  // Validation first: it then has the colour that it has among the accuracies.
  return validation.length > 0 ? [{ name: "validation", losses: validation }, training] : [training];
}

/** What a head's loss is while it tells no class from another, and once it has learned how frequent they are. */
export function lossLevels(dataset: Dataset, head: string): { name: string; loss: number }[] {
  const { alike, frequencies } = plateauLosses(dataset, head);
  return [
    { name: "all classes alike", loss: alike },
    { name: "frequencies only", loss: frequencies },
  ];
}

interface Measured {
  heads: Record<string, HeadMeasures>;
  rows: number;
}

function intervalOf({ heads, rows }: Measured, head: string): [number, number] {
  return accuracyInterval(Math.round(heads[head].accuracy * rows), rows);
}

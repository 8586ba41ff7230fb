import type { HeadAnswers } from "./scored-answers";
import { accuracyInterval } from "./statistics";

/**
 * How often each class was given for each.
 *
 * @returns counts, [true class][answered class], both in the order of `classes`
 */
export function confusion({ classes, truth, answered }: HeadAnswers): { classes: string[]; counts: number[][] } {
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  truth.forEach((label, row) => counts[label][answered[row]]++);
  return { classes, counts };
}

/** How well a head knows one class. */
export interface ClassRecall {
  class: string;
  /** Scored rows of the class, and those of them that were answered right. */
  rows: number;
  correct: number;
  /** correct / rows. */
  recall: number;
  /** The recall's exact 95 % interval. */
  interval: [number, number];
  /** Share of the other classes' rows that were given this class: a recall that is no larger tells nothing. */
  falseAlarms: number;
  /** The false alarms' exact 95 % interval. */
  falseAlarmsInterval: [number, number];
  /** Whether the recall's whole interval lies over that of the false alarms. */
  known: boolean;
}

/**
 * How well a head knows each class that was scored, the best known first: by how far the recall's interval lies over the
 * false alarms', so that neither a class with two rows nor one that is answered to everything comes out on top.
 */
export function classRecalls(answers: HeadAnswers): ClassRecall[] {
  const { classes, counts } = confusion(answers);
  const sum = (of: number[]) => of.reduce((all, count) => all + count, 0);
  const recalls = classes.flatMap((name, label) => {
    const rows = sum(counts[label]);
    if (rows === 0) return [];
    const correct = counts[label][label];
    const others = answers.rows - rows;
    const alarms = sum(counts.map((row) => row[label])) - correct;
    const interval = accuracyInterval(correct, rows);
    const falseAlarmsInterval: [number, number] = others === 0 ? [0, 1] : accuracyInterval(alarms, others);
    return {
      class: name,
      rows,
      correct,
      recall: correct / rows,
      interval,
      falseAlarms: others === 0 ? 0 : alarms / others,
      falseAlarmsInterval,
      known: interval[0] > falseAlarmsInterval[1],
    };
  });
  return recalls.sort((a, b) => margin(b) - margin(a));
}

function margin({ interval, falseAlarmsInterval }: ClassRecall): number {
  return interval[0] - falseAlarmsInterval[1];
}

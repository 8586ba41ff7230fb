import { type Epoch, medianLeaving, type RemedyEffect, type TriedProgram } from "../train";
import { pointsText } from "./remedy-sentences";
import { percent } from "./words";

/** A row a remedy and a column a head: the difference in points, and what it proves. For `show`. */
export function remedyRows(effects: RemedyEffect[]): Record<string, string>[] {
  const remedies = [...new Set(effects.map(({ remedy }) => remedy))];
  return remedies.map((remedy) => ({
    remedy,
    ...Object.fromEntries(
      effects
        .filter((each) => each.remedy === remedy)
        .map(({ head, difference, verdict }) => [head, `${pointsText(difference)} ${proved(verdict)}`.trim()]),
    ),
  }));
}

/**
 * A row a Program and a column a head: the steps after which it leaves the majority baseline, of several seeds the median;
 * empty where it does not. For `show`.
 */
export function leavingRows(tried: readonly TriedProgram[]): Record<string, string | number | null>[] {
  const programs = [...new Set(tried.map(({ name }) => name))];
  return programs.map((program) => {
    const runs = tried.filter(({ name }) => name === program);
    const leaving = Object.keys(runs[0].heads).map((head) => [head, medianLeaving(runs, head) ?? null]);
    return { program, ...Object.fromEntries(leaving) };
  });
}

/**
 * A row a Program and a column a head: its accuracy in the last epoch, in training and on the validation rows (the mean over
 * seeds). Without validation rows, in training only. For `show`.
 */
export function accuracyRows(tried: readonly TriedProgram[]): Record<string, string>[] {
  const programs = [...new Set(tried.map(({ name }) => name))];
  return programs.map((program) => {
    const last = tried.flatMap(({ name, history }) => (name === program ? history.slice(-1) : []));
    const mean = (of: (epoch: Epoch) => number) => last.reduce((sum, epoch) => sum + of(epoch), 0) / last.length;
    const cell = (head: string) => {
      const training = percent(mean((epoch) => epoch.training.heads[head].accuracy));
      if (!last.every(({ validation }) => validation)) return training;
      return `${training}, then ${percent(mean(({ validation }) => validation!.heads[head].accuracy))}`;
    };
    const heads = Object.keys(last[0]?.training.heads ?? {});
    return { program, ...Object.fromEntries(heads.map((head) => [head, cell(head)])) };
  });
}

function proved(verdict: RemedyEffect["verdict"]): string {
  return verdict === "no difference seen" ? "" : `(${verdict})`;
}

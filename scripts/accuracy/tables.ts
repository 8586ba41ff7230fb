/** What the accuracy command prints, as rows of tables. */
import type { HeadAnswers, HeadScore, PairedDifference } from "plateau";

/** What one run scores on one head. */
export interface Scored {
  /** "multi", or the one head that it was trained for. */
  task: string;
  seed: number;
  head: string;
  score: HeadScore;
  answers: HeadAnswers;
  /** What the whole run's training took, validation aside. */
  seconds: number;
}

/** A line for each head together and alone: every seed's accuracy, their mean, and what a constant answer scores. */
export function scoreTable(scored: Scored[]): object[] {
  const groups = new Map<string, Scored[]>();
  for (const one of scored) {
    const key = JSON.stringify([one.head, one.task === "multi"]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .sort(([a], [b]) => a.head.localeCompare(b.head) || Number(a.task !== "multi") - Number(b.task !== "multi"))
    .map((runs) => {
      const [{ head, task, score }] = runs;
      const seeds = runs.map(({ seed, score: { accuracy, interval } }) => [
        `seed ${seed}`,
        `${accuracy.toFixed(3)} (${interval.map((end) => end.toFixed(3)).join(" to ")})`,
      ]);
      return {
        head,
        trained: task === "multi" ? "with the others" : "alone",
        ...Object.fromEntries(seeds),
        mean: mean(runs.map((run) => run.score.accuracy)),
        majority: score.majority,
        chance: score.chance,
        minutes: (mean(runs.map(({ seconds }) => seconds)) / 60).toFixed(1),
      };
    });
}

/** A line for each head and seed: what training with the other heads did to it. */
export function comparedTable(compared: (PairedDifference & { seed: number })[]): object[] {
  return compared.map(({ head, seed, difference, interval, p, verdict }) => ({
    head,
    seed,
    "together less alone": difference.toFixed(3),
    "95 % interval": interval.map((end) => end.toFixed(3)).join(" to "),
    p: p.toFixed(3),
    "the others": verdict,
  }));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { medianLeaving, type RemedyEffect, type TriedProgram } from "../train";
import { pointsText } from "./remedy-sentences";

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

function proved(verdict: RemedyEffect["verdict"]): string {
  return verdict === "no difference seen" ? "" : `(${verdict})`;
}

/**
 * What a doctor's answer is worth, by the rules that README.md words: pure arithmetic over codes, no training.
 */
import { type FindingCode, symptoms } from "plateau";
import type { FaultProgram } from "./fault-program";

export interface NamedFinding {
  code: string;
  standing: "cause" | "suspect" | "note";
}

/** What the doctor said of one program, and how long it took; `failed` if it crashed or had to be ended. */
export interface Answer {
  verdict?: string;
  findings: readonly NamedFinding[];
  seconds: number;
  failed?: string;
}

export interface Score {
  name: string;
  healthy: boolean;
  /** True causes, and how many of them were named. */
  causes: number;
  found: number;
  /** Codes named as cause or suspect that count, and how many of them are right. */
  named: number;
  right: number;
  /** Whether the first cause or suspect is right; of programs with causes only. */
  firstRight?: boolean;
  verdictRight: boolean;
  /** True causes that were not named. */
  missed: string[];
  /** Codes that were named and are not true. */
  wrong: string[];
  /** Of those, the ones that stood as cause. */
  wrongCauses: string[];
}

type Expected = Pick<FaultProgram, "name" | "verdict" | "causes" | "beside">;

export function scoreAnswer({ name, verdict, causes, beside = [] }: Expected, answer: Answer): Score {
  const standing = answer.failed === undefined ? answer.findings.filter((each) => each.standing !== "note") : [];
  const codes = [...new Set(standing.map(({ code }) => code))];
  const isRight = (code: string) => causes.some((cause) => cause.some((each) => each === code));
  const found = causes.filter((cause) => cause.some((each) => codes.includes(each)));
  // Beside a true cause a consequence is welcome and counts for nothing; alone it is a wrong answer.
  const isBeside = (code: string) => found.length > 0 && (isSymptom(code) || beside.some((each) => each === code));
  const counted = codes.filter((code) => isRight(code) || !isBeside(code));
  const wrong = counted.filter((code) => !isRight(code));
  return {
    name,
    healthy: causes.length === 0,
    causes: causes.length,
    found: found.length,
    named: counted.length,
    right: counted.length - wrong.length,
    ...(causes.length > 0 && { firstRight: codes.length > 0 && isRight(codes[0]) }),
    verdictRight: answer.failed === undefined && answer.verdict === verdict,
    missed: causes.filter((cause) => !found.includes(cause)).map(([root]) => root),
    wrong,
    wrongCauses: wrong.filter((code) => standing.some((each) => each.code === code && each.standing === "cause")),
  };
}

function isSymptom(code: string): boolean {
  return symptoms.has(code as FindingCode);
}

/** All scores together. Shares are of 1, NaN where there is nothing to share out. */
export interface Total {
  faulty: number;
  healthy: number;
  /** Of all true causes, those named; and the mean of each faulty program's share. */
  recall: number;
  meanRecall: number;
  /** Of all codes named, healthy programs' too, those that are right; and among faulty programs alone. */
  precision: number;
  precisionOnFaulty: number;
  firstRight: number;
  verdictsRight: number;
  /** Healthy programs with a wrong cause, and with a wrong suspect. */
  falseCauses: number;
  falseSuspects: number;
  failed: number;
  medianSeconds: number;
  maxSeconds: number;
}

export function totalOf(scores: readonly Score[], answers: readonly Answer[]): Total {
  const faulty = scores.filter(({ healthy }) => !healthy);
  const healthy = scores.filter((score) => score.healthy);
  const seconds = answers.map((answer) => answer.seconds).sort((a, b) => a - b);
  return {
    faulty: faulty.length,
    healthy: healthy.length,
    recall: sum(faulty, "found") / sum(faulty, "causes"),
    meanRecall: faulty.reduce((all, { found, causes }) => all + found / causes, 0) / faulty.length,
    precision: sum(scores, "right") / sum(scores, "named"),
    precisionOnFaulty: sum(faulty, "right") / sum(faulty, "named"),
    firstRight: faulty.filter(({ firstRight }) => firstRight).length / faulty.length,
    verdictsRight: scores.filter(({ verdictRight }) => verdictRight).length / scores.length,
    falseCauses: healthy.filter(({ wrongCauses }) => wrongCauses.length > 0).length,
    falseSuspects: healthy.filter(({ wrong, wrongCauses }) => wrong.length > wrongCauses.length).length,
    failed: answers.filter(({ failed }) => failed !== undefined).length,
    medianSeconds: median(seconds),
    maxSeconds: seconds[seconds.length - 1] ?? NaN,
  };
}

function sum(scores: readonly Score[], key: "causes" | "found" | "named" | "right"): number {
  return scores.reduce((all, score) => all + score[key], 0);
}

/** @param sorted rising */
function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was taken for what: a missed cause, and what stood in its place ("nothing" where nothing did). */
export interface Mistake {
  missed: string;
  named: string;
  programs: string[];
}

/** Every missed cause beside every wrong code of the same program, most frequent first; false alarms miss "nothing". */
export function mistakesOf(scores: readonly Score[]): Mistake[] {
  const mistakes = new Map<string, Mistake>();
  for (const { name, missed, wrong } of scores) {
    if (missed.length === 0 && wrong.length === 0) continue;
    for (const cause of missed.length > 0 ? missed : ["nothing"]) {
      for (const code of wrong.length > 0 ? wrong : ["nothing"]) {
        const key = `${cause} ${code}`;
        const mistake = mistakes.get(key) ?? { missed: cause, named: code, programs: [] };
        mistake.programs.push(name);
        mistakes.set(key, mistake);
      }
    }
  }
  return [...mistakes.values()].sort((a, b) => b.programs.length - a.programs.length);
}

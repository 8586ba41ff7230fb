import type { Suspicion } from "./check";
import type { Examination } from "./examination";
import type { Trial } from "./finding";
import { symptoms } from "./finding";
import { clearlyBetter, tryBeside, WORTH_A_TRIAL } from "./treat-learning";
import { beyondTrials, keyOf, prescribe, type Prescription } from "./prescription";
import type { Trials } from "./trials";
import { LEARNS_AT } from "../train";

/** Suspicions that are at least so likely are treated together, at once; the others one by one. */
const STRONG = 0.5;
/**
 * A head that learns with a treatment is taken at its word from here on: among a score of treatments that do nothing, one in
 * five searches would else stop at a hit by chance (0.01 each).
 */
const NO_CHANCE_HIT = 1e-3;
/** And without what helps, it learns well enough to do without only from here on: with another seed it will learn as well. */
const FIRMLY = 1e-6;
/** Of what is left of the budget, so much stays for dropping remedies again and for further seeds. */
const RESERVE = 0.25;
/** Of further suspicions, so many at most are tried beside a set with which a program learns. */
const AT_MOST_BESIDE = 4;

/** What came of treating a program that does not learn. */
export interface Treatment {
  /** Remedies that together make more heads learn, none of which can be left out. */
  set: Prescription[];
  /** For each of them, the set held against the set without it. */
  proofs: Map<Prescription, Trial>;
  /** Prescriptions that the set can do without, with the trial that says so: it may be that they make it better all the same. */
  needless: Map<Prescription, Trial>;
  /** Prescriptions that were given, alone or with others, to no avail. */
  vain: Set<Prescription>;
}

/**
 * Looks for the smallest set of remedies with which every head learns: the strong suspicions' remedies together, then each
 * alone, then the weaker ones' one by one, likeliest first; then drops each again.
 */
export class SmallestSet {
  private readonly needless = new Map<Prescription, Trial>();
  private readonly vain = new Set<Prescription>();
  private set: Prescription[] = [];
  private learned: ReadonlySet<string>;
  /** The first set with which more heads learned, if only as chance might have it. */
  private doubtful?: Prescription[];

  constructor(
    private readonly examination: Examination,
    private readonly trials: Trials,
    private readonly failing: readonly string[],
    private readonly seeds: readonly number[],
    private readonly tell: (note: string) => void,
  ) {
    this.learned = new Set();
  }

  /** @param suspicions likeliest first */
  async search(suspicions: readonly Suspicion[]): Promise<Treatment> {
    const { strong, weak } = this.candidates(suspicions);
    if (strong.length > 0) await this.tryOn(strong);
    if (!this.done && strong.length > 1) for (const each of strong) await this.tryOn([each]);
    for (const each of weak) {
      if (this.done) break;
      if (this.set.length > 0) await this.tryOn([...this.set, each]);
      else if (!(await this.tryOn([each])) && strong.length > 0) await this.tryOn([...strong, each]);
    }
    // Better than nothing: what may have been chance.
    const doubted = this.set.length === 0 && this.doubtful !== undefined;
    if (doubted) this.take(this.doubtful!, await this.headsThatLearn(this.doubtful!));
    await this.dropNeedless(doubted);
    const proofs = await this.prove();
    // A chance hit among many tries does not come again with another seed.
    const set = this.set.filter((each) => {
      const trial = proofs.get(each);
      return each.about.likelihood >= STRONG || (trial !== undefined && isProved(trial, this.failing));
    });
    if (set.length > 0) await this.tryBeside(set, [...strong, ...weak]);
    return { set, proofs, needless: this.needless, vain: this.vain };
  }

  /** Faults that a program learns in spite of, once it learns: what was not tried with the set, or tried and not needed. */
  private async tryBeside(set: readonly Prescription[], candidates: readonly Prescription[]): Promise<void> {
    const worth = candidates
      .filter((each) => !set.includes(each) && !this.needless.has(each))
      .filter(({ about: { code, likelihood } }) => likelihood >= WORTH_A_TRIAL && !symptoms.has(code));
    let tries = 0;
    for (const each of worth) {
      const runs = this.trials.runsLeft([set, [...set, each]], this.seeds.slice(0, 1));
      if (runs > 0 && ++tries > AT_MOST_BESIDE) continue;
      this.tell(`${each.remedy.name}, beside what helped`);
      const trial = await tryBeside(set, each, this.trials, this.seeds, this.examination);
      if (trial && clearlyBetter(trial)) this.needless.set(each, trial);
    }
  }

  private get done(): boolean {
    return this.failing.every((head) => this.learned.has(head)) || !this.affordable(RESERVE);
  }

  private affordable(reserve: number): boolean {
    const { budget } = this.examination;
    const affordable = budget.left - reserve * budget.seconds > 1.2 * this.trials.secondsOfRun;
    if (!affordable) budget.cut = true;
    return affordable;
  }

  private candidates(suspicions: readonly Suspicion[]): { strong: Prescription[]; weak: Prescription[] } {
    const seen = new Set<string>();
    const all = suspicions.flatMap((about) => {
      if (about.standing === "note" || beyondTrials.has(about.code)) return [];
      const prescription = prescribe(about, this.examination);
      if (!prescription || seen.has(keyOf(prescription))) return [];
      seen.add(keyOf(prescription));
      return [prescription];
    });
    const isStrong = ({ about }: Prescription) => about.likelihood >= STRONG && !symptoms.has(about.code);
    return { strong: all.filter(isStrong), weak: all.filter((each) => !isStrong(each)) };
  }

  /** Runs a set, and takes it if more of the failing heads learn with it. */
  private async tryOn(set: Prescription[]): Promise<boolean> {
    if (!this.affordable(RESERVE)) return false;
    this.tell(set.map(({ remedy }) => remedy.name).join(" + "));
    const heads = await this.headsThatLearn(set);
    await this.trials.compare(set, [], [this.seeds[0]]);
    if (heads.size <= this.learned.size) {
      if (set.length === 1) this.vain.add(set[0]);
      return false;
    }
    if ((await this.headsThatLearn(set, NO_CHANCE_HIT)).size <= this.learned.size) {
      this.doubtful ??= set;
      return false;
    }
    this.take(set, heads);
    return true;
  }

  private take(set: Prescription[], heads: ReadonlySet<string>): void {
    this.set = set;
    this.learned = heads;
  }

  private async headsThatLearn(set: readonly Prescription[], atMost = 1): Promise<ReadonlySet<string>> {
    const { run } = await this.trials.run(set, this.seeds[0]);
    if (!run || run.broken) return new Set();
    return new Set(this.failing.filter((head) => run.heads[head]?.learns && run.heads[head].p < atMost));
  }

  /** First what makes no clear difference goes, then what only makes it better: what learns without it does not need it. */
  private async dropNeedless(doubted: boolean): Promise<void> {
    await this.drop((trial) => !isHelpful(trial), doubted ? 1 : NO_CHANCE_HIT);
    await this.drop(() => true, doubted ? 1 : FIRMLY);
  }

  /** Least likely first. */
  private async drop(may: (withAgainstWithout: Trial) => boolean, atMost: number): Promise<void> {
    for (const each of [...this.set].sort((a, b) => a.about.likelihood - b.about.likelihood)) {
      if (this.set.length < 2 || !this.affordable(0.03)) return;
      const rest = this.set.filter((other) => other !== each);
      this.tell(`without ${each.remedy.name}`);
      const heads = await this.headsThatLearn(rest, atMost);
      if (heads.size < this.learned.size) continue;
      const trial = await this.trials.compare(this.set, rest, [this.seeds[0]]);
      if (!may(trial)) continue;
      this.needless.set(each, trial);
      this.set = rest;
    }
  }

  /** Each member against the set without it: on the first seed, then on the others while there is time. */
  private async prove(): Promise<Map<Prescription, Trial>> {
    const proofs = new Map<Prescription, Trial>();
    for (let count = 1; count <= this.seeds.length; count++) {
      for (const each of this.set) {
        const runs = this.set.length + 1;
        if (count > 1 && this.examination.budget.left < 1.3 * runs * this.trials.secondsOfRun) return proofs;
        const rest = this.set.filter((other) => other !== each);
        proofs.set(each, await this.trials.compare(this.set, rest, this.seeds.slice(0, count)));
      }
    }
    return proofs;
  }
}

/** Whether a member's trials prove that it is a cause: with it a head learns, on all seeds, that without it does not. */
export function isProved(trial: Trial, failing: readonly string[]): boolean {
  if (!trial.agree || trial.cut) return false;
  return failing.some((head) => {
    const scored = trial.heads[head];
    return scored?.learns && scored.after > scored.before && scored.p < LEARNS_AT;
  });
}

/** Whether what could be left out made it clearly better all the same. */
export const isHelpful = (trial: Trial | undefined): boolean => trial !== undefined && clearlyBetter(trial);

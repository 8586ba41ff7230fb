import { type Reporter, silent } from "../data";
import { compileProgram, disposeSubject, isSubject, type Program, type Subject } from "../train";
import { watchInterrupt } from "../train/interrupt";
import type { Stage, Suspicion } from "./check";
import { checkSubject, withNumbers } from "./checked-subject";
import { checks } from "./checks";
import { Budget, Examination, type ObservedRun } from "./examination";
import { fallbacks } from "./fallbacks";
import type { Diagnosis } from "./finding";
import { headVerdicts, refusedHeads, wholeVerdict } from "./head-verdicts";
import { measuresOf } from "./measures";
import { rankFailing, rankLearning } from "./rank";
import { whyRefused } from "./why-refused";
import { withSteadyBuilds } from "./steady-builds";
import { SmallestSet, type Treatment } from "./smallest-set";
import { endOfConfiguredRun, SURE_TO_LEARN } from "./sure-to-learn";
import { rowsLearnedInEpoch, Trials } from "./trials";
import { hangsOnSeed, typicalRun } from "./typical-run";
import { tryOnLearning } from "./treat-learning";

export interface DiagnoseOptions {
  /** Time that it may take, 60 unless told. */
  seconds?: number;
  /** Seeds that trials are repeated with while there is time, 2 unless told. */
  seeds?: number;
  /** Whether suspicions are tried. Default true. */
  treat?: boolean;
  reporter?: Reporter;
  /** A wish to end it, beside Ctrl-C: what is known by then is answered. */
  signal?: AbortSignal;
}

/** Of the time given, so much is planned with; a batch at work is not cut short. */
const USABLE = 0.93;
/** Of the whole, the configured run may take so much, if it ends by then. */
const RUN_SHARE = 0.75;
/** Of the epochs, so many must have been trained for weights that hardly moved to mean anything. */
const LEAST_OF_RUN = 0.1;
/** Of the time left, further runs as configured may take so much, where the first one's verdict hangs on its seed. */
const AGAIN_SHARE = 0.3;

/**
 * Says, a head, whether a program learns as it is configured, and if not why, having tried it.
 *
 * The configured run goes to its last epoch, or until the time that it may take is up; one of more than two minutes ends as
 * soon as every head is sure to learn, and what is then tried learns from as many rows as it did. Ctrl-C ends the whole early,
 * with what is known by then.
 *
 * @param what a Program, or a Subject; its tensors stay the caller's
 * @returns plain JSON, but for NaN where a regression has no accuracy
 * @throws InputError if a Program's data cannot be read, or a Subject is not as it must be
 */
export async function diagnose(what: Program | Subject, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const interrupt = watchInterrupt({
    signal: options.signal,
    onRequest: () => options.reporter?.say("interrupted: what is known by now is told; once more ends it at once"),
  });
  const budget = new Budget((options.seconds ?? 60) * USABLE, interrupt);
  try {
    if (isSubject(what)) return await diagnoseSubject(what, { budget }, options);
    tell(options.reporter, budget, "the data are read");
    const subject = await compileProgram(what);
    try {
      return await diagnoseSubject(subject, { budget, asGraph: true }, options);
    } finally {
      disposeSubject(subject);
    }
  } finally {
    interrupt.dispose();
  }
}

async function diagnoseSubject(
  subject: Subject,
  how: { budget: Budget; asGraph?: boolean },
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  checkSubject(subject);
  const numbers = withNumbers(subject);
  try {
    const examination = new Examination(withSteadyBuilds(numbers.subject), how);
    try {
      return await new Doctor(examination, options).diagnose();
    } finally {
      examination.dispose();
    }
  } finally {
    numbers.dispose();
  }
}

function tell(reporter: Reporter = silent, budget: Budget, note: string): void {
  const done = Math.round(budget.spent);
  reporter.progress({ stage: "diagnosing", done, total: Math.round(budget.seconds), unit: "seconds", note });
}

class Doctor {
  private readonly reporter: Reporter;
  private readonly seeds: number[];
  private suspicions: Suspicion[] = [];
  /** Runs as configured, where there was more than one. */
  private runs: ObservedRun[] = [];

  constructor(
    private readonly examination: Examination,
    private readonly options: DiagnoseOptions,
  ) {
    this.reporter = options.reporter ?? silent;
    this.seeds = Array.from({ length: Math.max(1, options.seeds ?? 2) }, (_, i) => i);
  }

  async diagnose(): Promise<Diagnosis> {
    const { examination } = this;
    this.tell("arrays and settings");
    await this.ask("data");
    if (examination.refusal !== undefined) return this.diagnoseRefused();
    await this.ask("start");
    const { budget, subject } = examination;
    this.tell("the run as configured");
    const first = await examination.observe({
      seed: this.seeds[0],
      deadline: budget.deadline(RUN_SHARE * budget.seconds),
      enough: endOfConfiguredRun(subject.fit.epochs),
    });
    const run = await this.typical(first);
    if (!run.whole && run.stopped !== SURE_TO_LEARN) budget.cut = true;
    if (!budget.interrupted) {
      this.tell("what the run tells");
      await this.ask("training");
      this.forgetWhatIsTooEarly(run);
      if (examination.heads.length > 1) await this.ask("heads");
    }
    const heads = headVerdicts(run);
    const failing = Object.keys(heads).filter((head) => heads[head].verdict !== "learning");
    return failing.length > 0 ? this.treatFailing(run, failing) : this.treatLearning(run);
  }

  /** Of a run that was ended early nobody knows what longer would do, nor of its first steps whether its rate is too low. */
  private forgetWhatIsTooEarly({ whole, stopped, history, planned }: ObservedRun): void {
    if (whole) return;
    const tooEarly = new Set(stopped === SURE_TO_LEARN ? ["undertrained"] : []);
    if (history.length < LEAST_OF_RUN * planned) tooEarly.add("rate-too-low").add("undertrained");
    this.suspicions = this.suspicions.filter(({ code }) => !tooEarly.has(code));
  }

  /** The run, or where its verdict hangs on its seed the middle one of three. */
  private async typical(first: ObservedRun): Promise<ObservedRun> {
    const { examination } = this;
    if (!hangsOnSeed(first) || 2 * first.seconds > AGAIN_SHARE * examination.budget.left) return first;
    const runs = [first];
    for (const seed of [1, 2]) {
      this.tell(`the run as configured, seed ${seed}`);
      runs.push(await examination.observe({ seed: this.seeds[0] + seed, deadline: examination.budget.deadline() }));
    }
    if (!runs.every(({ whole }) => whole)) return first;
    const run = typicalRun(runs);
    this.runs = runs;
    examination.settle(run);
    this.seeds.splice(0, this.seeds.length, ...[...new Set([run.seed, ...this.seeds])].slice(0, this.seeds.length));
    return run;
  }

  private async treatFailing(run: ObservedRun, failing: string[]): Promise<Diagnosis> {
    const heads = headVerdicts(run);
    const trials = this.trials(run);
    const { treat = true } = this.options;
    const treatment = treat ? await this.search(trials, failing) : noTreatment();
    const findings = rankFailing(this.suspicions, treatment, failing);
    return this.report(heads, findings, treatment, trials, run);
  }

  private async treatLearning(run: ObservedRun): Promise<Diagnosis> {
    const trials = this.trials(run);
    const { treat = true } = this.options;
    const tried = treat
      ? await tryOnLearning(this.examination, trials, this.suspicions, this.seeds, (note) => this.tell(note))
      : new Map();
    return this.report(headVerdicts(run), rankLearning(this.suspicions, tried), noTreatment(), trials, run);
  }

  /** `fit` would throw: nothing learns; the data are treated, and what then runs is told. */
  private async diagnoseRefused(): Promise<Diagnosis> {
    const heads = refusedHeads(this.examination);
    this.suspicions.push(...whyRefused(this.examination, this.suspicions));
    const trials = new Trials(this.examination, { seconds: 1 });
    const failing = Object.keys(heads);
    const treatment = (this.options.treat ?? true) ? await this.search(trials, failing) : noTreatment();
    return this.report(heads, rankFailing(this.suspicions, treatment, failing), treatment, trials);
  }

  private async search(trials: Trials, failing: string[]): Promise<Treatment> {
    const search = new SmallestSet(this.examination, trials, failing, this.seeds, (note) => this.tell(note));
    const likeliest = [...this.suspicions].sort((a, b) => b.likelihood - a.likelihood);
    // Where `fit` refuses the data no change to the training helps.
    const further = this.examination.refusal === undefined ? fallbacks(this.examination, this.suspicions) : [];
    return search.search([...likeliest, ...further]);
  }

  private trials(run: ObservedRun): Trials {
    const { epochs } = this.examination.subject.fit;
    const trained = Math.max(1, run.history.length);
    const sure = run.stopped === SURE_TO_LEARN;
    // A run that was cut, or broke, would have taken longer.
    const seconds = sure ? run.seconds : run.seconds * Math.min(20, Math.max(1, epochs / trained));
    const trials = new Trials(this.examination, {
      seconds,
      ...(sure && { pictures: trained * rowsLearnedInEpoch(this.examination) }),
    });
    for (const each of [run, ...this.runs]) trials.keep(each);
    return trials;
  }

  private async report(
    heads: Diagnosis["heads"],
    findings: Diagnosis["findings"],
    treatment: Treatment,
    trials: Trials,
    run?: ObservedRun,
  ): Promise<Diagnosis> {
    const { budget } = this.examination;
    const measures = await measuresOf(this.examination, run);
    return {
      verdict: wholeVerdict(heads),
      heads,
      findings,
      smallestSet: treatment.set.map(({ remedy }) => remedy.name),
      trials: trials.all,
      budget: {
        seconds: this.options.seconds ?? 60,
        spent: budget.spent,
        cut: budget.cut,
        ...(budget.interrupted && { interrupted: true }),
      },
      measures,
    };
  }

  /** Asks the checks of a stage; one that fails says nothing, and the others go on. */
  private async ask(stage: Stage): Promise<void> {
    for (const check of checks.filter((each) => each.stage === stage)) {
      try {
        this.suspicions.push(...(await check.run(this.examination)));
      } catch (error) {
        this.reporter.say(`check ${check.name} failed: ${(error as Error).message}`);
      }
    }
  }

  private tell(note: string): void {
    tell(this.reporter, this.examination.budget, note);
  }
}

const noTreatment = (): Treatment => ({ set: [], proofs: new Map(), needless: new Map(), vain: new Set() });

import type { Diagnosis, Finding, RunMeasures, Trial } from "../diagnose";
import { beyondTrials, remediesOf, remedyNamed, SURE_TO_LEARN } from "../diagnose";
import { durationText } from "./duration";
import { percent, percentRange, whole } from "./words";

type HeadFacts = Diagnosis["heads"][string];

/** JSON has no NaN: read back from a file, a regression's accuracy is null. */
const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value);

/** Whether a head has classes: its trials' scores are accuracies then, else shares of the best constant's error. */
export const hasClasses = ({ accuracy, chance }: HeadFacts): boolean => isNumber(accuracy) || isNumber(chance);

/** The whole in one sentence. */
export function verdictSentence({ verdict, heads, budget }: Diagnosis): string {
  const names = Object.keys(heads);
  const learning = names.filter((name) => heads[name].verdict === "learning");
  const failing = names.filter((name) => heads[name].verdict === "not-learning");
  if (verdict === "learning") {
    return names.length === 1 ? `It learns: ${names[0]} does.` : `It learns: all ${names.length} heads do.`;
  }
  if (verdict === "undecided") {
    const ended = budget.interrupted
      ? "it was interrupted before its run came to its end"
      : `the ${durationText(budget.seconds)} that it was given ended before its run did`;
    return `Undecided: ${ended}; ${learning.length} of ${names.length} heads learned by then.`;
  }
  if (failing.every((name) => heads[name].rows === 0)) return "It does not learn: it cannot be trained as it is.";
  if (names.length === 1) return `It does not learn: ${names[0]} does no better than a constant answer.`;
  const which =
    failing.length === names.length
      ? `none of its ${names.length} heads does`
      : `${failing.join(", ")} ${failing.length === 1 ? "does" : "do"} not`;
  return `It does not learn: ${which}.`;
}

/** What is amiss and was not proved to be why: of a program that learns there is no such why. */
export function suspectsTitle({ verdict }: Diagnosis): string {
  return verdict === "learning" ? "Amiss, though it learns" : "Suspects";
}

/** What a head scored, beside what needs no looking at the inputs. */
export function headSentence(head: string, facts: HeadFacts): string {
  const { verdict, accuracy, interval, majority, chance, rows, loss } = facts;
  const does = { learning: "learns", "not-learning": "does not learn", undecided: "undecided" }[verdict];
  if (rows === 0) return `${head}: ${does}; no row could be scored.`;
  if (!isNumber(accuracy)) {
    const scored = isNumber(loss)
      ? `loss ${Number(loss.toPrecision(3))} on ${whole(rows)} rows`
      : `${whole(rows)} rows scored`;
    return `${head}: ${does}; a regression, ${scored}, held against the best constant answer.`;
  }
  return (
    `${head}: ${does}; ${percent(accuracy)} right (95 % interval ${percentRange(interval)}, ${whole(rows)} rows), ` +
    `where always answering the commonest class is right for ${percent(majority)} and chance for ${percent(chance)}.`
  );
}

/** A trial's score: an accuracy in percent; for a regression the share of the best constant's error that is gone. */
export function scoreText(score: number | null, classes: boolean): string {
  if (!isNumber(score)) return "no score";
  return classes ? percent(score) : score.toFixed(2);
}

/** "2 seeds, p 0.004": how often it was tried, and how likely such a difference is by chance. */
export function certainty(seeds: number, p: number | null): string {
  const chance = !isNumber(p) ? "no test" : p < 1e-4 ? "p under 0.0001" : `p ${Number(p.toPrecision(2))}`;
  return `${seeds} ${seeds === 1 ? "seed" : "seeds"}, ${chance}`;
}

/** The remedies of a trial, and what they were added to. */
export function trialName({ remedies, against }: Trial): string {
  const added = remedies.filter((name) => !against.includes(name));
  if (against.length === 0 || added.length === 0) return remedies.join(" + ");
  return `${added.join(" + ")}, added to ${against.join(" + ")}`;
}

/** The trial that a finding's figures come from, with all its heads. */
export function trialOf(finding: Finding, { trials }: Diagnosis): Trial | undefined {
  const { trial: scored, remedy } = finding;
  if (!scored || remedy === undefined) return undefined;
  const same = ({ heads, seeds, remedies }: Trial) =>
    remedies.includes(remedy) &&
    seeds.length === scored.seeds &&
    Object.values(heads).some(({ before, after }) => before === scored.before && after === scored.after);
  const added = ({ remedies, against }: Trial) => remedies.filter((name) => !against.includes(name));
  // Several trials may have scored the same: the finding's own is that in which its remedy made the whole difference.
  return (
    trials.find((trial) => same(trial) && added(trial).length === 1 && added(trial)[0] === remedy) ??
    trials.find((trial) => same(trial) && added(trial).includes(remedy)) ??
    trials.find(same)
  );
}

/** Trials with which not every head learned, and that are no step on the way to the smallest set. */
export function inVain({ trials, smallestSet }: Diagnosis): Trial[] {
  const inSet = ({ remedies }: Trial) => smallestSet.length > 0 && remedies.every((name) => smallestSet.includes(name));
  return trials.filter((trial) => !trial.learns && !inSet(trial));
}

/** Trials in which a finding's remedy had a part, whatever came of it. */
export function trialsWith({ remedy }: Finding, { trials }: Diagnosis): Trial[] {
  return trials.filter(({ remedies }) => remedy !== undefined && remedies.includes(remedy));
}

/** The remedy that a finding names, or the usual one for its code, of which nobody has looked whether it applies. */
export function remedyOf({ code, remedy }: Finding): { name: string; says?: string } | undefined {
  if (remedy === undefined) return remediesOf(code)[0];
  return remedyNamed(remedy) ?? { name: remedy };
}

/** Why a finding has no trial. */
export function untriedReason(finding: Finding): string {
  if (beyondTrials.has(finding.code)) return "No trial can show it, as it changes what is scored, not what is learned.";
  return remedyOf(finding) === undefined ? "There is no remedy to try." : "It was not tried.";
}

/** What is suspected but was not tried. */
export function untried(diagnosis: Diagnosis): Finding[] {
  const suspected = diagnosis.findings.filter(({ standing, trial }) => standing !== "note" && !trial);
  return suspected.filter((finding) => trialsWith(finding, diagnosis).length === 0);
}

/** Of the time given, the configured run may take this share, so that some is left for trials. */
const SHARE_OF_RUN = 0.69;

/** What the person should know where the time given did not suffice, or was cut short; undefined where it did. */
export function budgetSentence({ budget, verdict, measures }: Diagnosis): string | undefined {
  if (!budget.cut && !budget.interrupted) return undefined;
  const used = `${durationText(budget.spent)} of ${durationText(budget.seconds)}`;
  const told = budget.interrupted
    ? `Interrupted after ${durationText(budget.spent)},`
    : `The time was cut: ${used} were used up`;
  if (verdict === "undecided") {
    const needed = measures?.run && secondsOfWhole(measures.run);
    const long = needed === undefined ? "" : ` of ${durationText(needed / SHARE_OF_RUN)} or more`;
    return (
      `${told} before the run as configured came to its end${epochsDone(measures?.run)}. ` +
      `Nothing here says that it cannot learn; give it ${long === "" ? "more time" : `a time${long}`}.`
    );
  }
  const untold = "What was not tried may matter; give it more time.";
  return budget.interrupted
    ? `${told} before all that is suspected was tried. ${untold}`
    : `Not all that is suspected was tried: ${used} were used, and the rest would not have sufficed for what is left. ${untold}`;
}

const epochsDone = (run: RunMeasures | undefined): string =>
  run === undefined ? "" : `, after ${run.epochs.length} of its ${run.planned} epochs`;

/** Seconds that the whole run takes by its epochs so far; undefined where there is none yet. */
function secondsOfWhole({ epochs, planned, seconds }: RunMeasures): number | undefined {
  return epochs.length === 0 ? undefined : (seconds / epochs.length) * planned;
}

/** How the run as configured went, where the verdict alone would leave a person puzzled. */
export function runSentences({ heads, measures }: Diagnosis): string[] {
  const run = measures?.run;
  if (!run) return [];
  const learning = Object.keys(heads).filter((head) => heads[head].verdict === "learning");
  const late = learning.flatMap((head) => {
    const epoch = learnsFrom(run, head);
    if (epoch === undefined || epoch < 2) return [];
    return [
      `${head} did no better than a constant answer at first: only by epoch ${epoch} of ${run.planned} was it better by more than chance.`,
    ];
  });
  const early =
    run.stopped === SURE_TO_LEARN
      ? [
          `The run was ended after ${run.epochs.length} of its ${run.planned} epochs: by then every head was sure to learn. Whatever was tried learned from as many rows.`,
        ]
      : [];
  return [...late, ...early];
}

/** The first scored epoch from which on a head learned at every look; undefined where it did at none. */
export function learnsFrom({ epochs }: RunMeasures, head: string): number | undefined {
  const looks = epochs.filter(({ heads }) => heads[head]?.learns !== undefined);
  const lastInVain = looks.map(({ heads }) => heads[head].learns).lastIndexOf(false);
  return looks[lastInVain + 1]?.epoch;
}

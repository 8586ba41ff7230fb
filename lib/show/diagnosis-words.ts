import { beyondTrials, type Diagnosis, type Finding, type Trial } from "../diagnose";
import {
  budgetSentence,
  certainty,
  hasClasses,
  headSentence,
  inVain,
  remedyOf,
  runSentences,
  scoreText,
  suspectsTitle,
  trialName,
  trialOf,
  trialsWith,
  verdictSentence,
} from "./diagnosis-facts";
import { durationText } from "./duration";
import { findingGlossary } from "./finding-glossary";

/**
 * A diagnosis in plain words for a terminal: the verdict in the first line, then each head, causes with what was tried,
 * suspects, the smallest set of changes, what was tried in vain, and notes last.
 */
export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { heads, findings, smallestSet, budget } = diagnosis;
  const standing = (which: Finding["standing"]) =>
    findings.filter((finding) => finding.standing === which).flatMap((finding) => findingLines(finding, diagnosis));
  const cut = budgetSentence(diagnosis);
  return [
    verdictSentence(diagnosis),
    ...(cut === undefined ? [] : [cut]),
    ...Object.entries(heads).map(([head, facts]) => `  ${headSentence(head, facts)}`),
    ...runSentences(diagnosis).map((sentence) => `  ${sentence}`),
    ...section("Causes, proved or read off with certainty", standing("cause")),
    ...section(`${suspectsTitle(diagnosis)}: the measurements fit, nothing proves it`, standing("suspect")),
    ...section(
      "The fewest changes that make it learn, together",
      smallestSet.map((name) => `  - ${name}`),
    ),
    ...section(
      "Tried in vain",
      inVain(diagnosis).map((trial) => `  - ${trialLine(trial, diagnosis)}`),
    ),
    ...section("Worth knowing", standing("note")),
    ...(findings.length === 0 ? ["", "No check found anything amiss."] : []),
    "",
    `(${durationText(budget.spent)} of ${durationText(budget.seconds)})`,
  ].join("\n");
}

const section = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ["", `${title}:`, ...lines]);

function findingLines(finding: Finding, diagnosis: Diagnosis): string[] {
  const { code, head, layer, says, remedy, trial } = finding;
  const place = [head !== undefined ? `head ${head}` : [], layer !== undefined ? `layer ${layer}` : []].flat();
  const about = place.length > 0 ? ` (${place.join(", ")})` : "";
  const first = `  - ${findingGlossary[code].title} [${code}]${about}: ${says}`;
  if (!trial) {
    const usual = remedyOf(finding)?.name;
    if (usual === undefined || (remedy === undefined && finding.standing === "note")) return [first];
    const tried = trialsWith(finding, diagnosis).length > 0;
    if (!tried && beyondTrials.has(code)) return [first, `    to mend it, which no trial can show: ${usual}`];
    return [first, tried ? `    tried, and proves nothing: ${usual}` : `    not tried: ${usual}`];
  }
  const whole = trialOf(finding, diagnosis);
  const classes = Object.values(diagnosis.heads).some(hasClasses);
  const one = `${scoreText(trial.before, classes)} -> ${scoreText(trial.after, classes)} (${certainty(trial.seeds, trial.p)})`;
  return [first, `    tried: ${whole ? trialLine(whole, diagnosis) : `${remedy}: ${one}`}`];
}

/** "scale inputs: style 20.1 % -> 45.0 % (2 seeds, p 0.004)". */
function trialLine(trial: Trial, { heads }: Diagnosis): string {
  const scores = Object.entries(trial.heads).map(([name, { before, after, p }]) => {
    const classes = heads[name] === undefined || hasClasses(heads[name]);
    return `${name} ${scoreText(before, classes)} -> ${scoreText(after, classes)} (${certainty(trial.seeds.length, p)})`;
  });
  const doubt = trial.agree || trial.seeds.length < 2 ? "" : "; the seeds do not agree";
  const stopped = trial.stopped === undefined ? "" : `; ended early: ${trial.stopped}`;
  return `${trialName(trial)}: ${scores.join(", ")}${doubt}${stopped}`;
}

import type { Diagnosis, Finding, Trial } from "../diagnose";
import {
  budgetSentence,
  certainty,
  hasClasses,
  headSentence,
  inVain,
  scoreText,
  trialName,
  trialOf,
  trialsWith,
  untried,
  verdictSentence,
} from "./diagnosis-facts";
import { diagnosisStyle } from "./diagnosis-style";
import { durationText } from "./duration";
import { figureToSvg } from "./figure-to-png";
import { trialFigure } from "./figures/trial-figure";
import { findingGlossary } from "./finding-glossary";
import { table } from "./table";
import { escapeMarkup as safe } from "./text-size";
import { percent, percentRange, whole } from "./words";

/**
 * A diagnosis as one page that needs no network and no script: the verdict, the heads, each cause with its trial drawn,
 * what was tried and what was not. Light or dark as the reader's system is.
 *
 * @param options.name of the program, for the title; any text, it is escaped as all names are
 * @returns the HTML document
 */
export async function diagnosisPage(diagnosis: Diagnosis, options: { name?: string } = {}): Promise<string> {
  const title = `Diagnosis${options.name === undefined ? "" : ` of ${options.name}`}`;
  const of = (standing: Finding["standing"]) => diagnosis.findings.filter((finding) => finding.standing === standing);
  const cards = async (findings: Finding[]) => Promise.all(findings.map((finding) => card(finding, diagnosis)));
  const cut = budgetSentence(diagnosis);
  const { smallestSet, budget } = diagnosis;
  const parts = [
    `<h1>${safe(title)}</h1>`,
    `<p class="verdict ${diagnosis.verdict}">${safe(verdictSentence(diagnosis))}</p>`,
    cut === undefined ? "" : `<p class="cut">${safe(cut)}</p>`,
    section("Each head", [headTable(diagnosis), list(withoutAccuracy(diagnosis))]),
    section(
      "Causes",
      await cards(of("cause")),
      "Read off with certainty, or proved by pairs of runs, one with the mend and one without, that differ in nothing else.",
    ),
    section("Suspects", await cards(of("suspect")), "The measurements fit, but no trial proved it."),
    section(
      "The fewest changes that make it learn",
      smallestSet.length > 0 ? [list(smallestSet)] : [],
      "Together; none of them can be left out.",
    ),
    section("What was tried", diagnosis.trials.length > 0 ? [trialTable(diagnosis)] : [], TRIALS_MEAN),
    section(
      "Tried in vain",
      [list(inVain(diagnosis).map(trialName))].filter(Boolean),
      "Not every head learned with these.",
    ),
    section("Suspected, but not tried", [list(untried(diagnosis).map(untriedSentence))].filter(Boolean)),
    section("Worth knowing", await cards(of("note")), "Not why it fails."),
    `<p class="made">${durationText(budget.spent)} of ${durationText(budget.seconds)} used.</p>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>
${diagnosisStyle}
</style>
</head>
<body>
<main>
${parts.filter(Boolean).join("\n")}
</main>
</body>
</html>
`;
}

const TRIALS_MEAN =
  "Each trial is a pair of runs from the same start on the same batches, with one difference. p is how often chance alone would make as large a difference.";

function section(title: string, content: string[], means = ""): string {
  if (content.length === 0) return "";
  return `<section>\n<h2>${title}</h2>\n${means && `<p class="means">${means}</p>\n`}${content.join("\n")}\n</section>`;
}

function list(sentences: string[]): string {
  if (sentences.length === 0) return "";
  return `<ul>\n${sentences.map((sentence) => `<li>${safe(sentence)}</li>`).join("\n")}\n</ul>`;
}

/** Heads of which the table says too little: regressions, and those that could not be scored. */
function withoutAccuracy({ heads }: Diagnosis): string[] {
  const some = Object.entries(heads).filter(([, { accuracy }]) => !Number.isFinite(accuracy));
  return some.map(([head, facts]) => headSentence(head, facts));
}

function headTable({ heads }: Diagnosis): string {
  const text = (share: number) => (Number.isFinite(share) ? percent(share) : "");
  const rows = Object.entries(heads).map(([head, { verdict, accuracy, interval, majority, chance, rows: scored }]) => ({
    head,
    verdict,
    right: text(accuracy),
    "95 % interval": Number.isFinite(accuracy) ? percentRange(interval) : "",
    "commonest class": text(majority),
    chance: text(chance),
    rows: whole(scored),
  }));
  return `<div class="wide">${table(rows).html}</div>`;
}

function trialTable({ trials, heads }: Diagnosis): string {
  const rows = trials.flatMap((trial) =>
    Object.entries(trial.heads).map(([head, { before, after, p, learns }]) => {
      const classes = heads[head] === undefined || hasClasses(heads[head]);
      return {
        remedy: trialName(trial),
        head,
        before: scoreText(before, classes),
        after: scoreText(after, classes),
        "how sure": `${certainty(trial.seeds.length, p)}${trial.agree || trial.seeds.length < 2 ? "" : ", seeds disagree"}`,
        learns,
        stopped: trial.stopped ?? "",
      };
    }),
  );
  return `<div class="wide">${table(rows).html}</div>`;
}

function untriedSentence({ code, head, remedy }: Finding): string {
  const about = head === undefined ? "" : ` of ${head}`;
  return `${findingGlossary[code].title}${about}: ${remedy === undefined ? "there is no remedy to try" : `"${remedy}" was not tried`}.`;
}

async function card(finding: Finding, diagnosis: Diagnosis): Promise<string> {
  const { code, standing, head, layer, says, evidence, remedy } = finding;
  const place = [head !== undefined ? `head ${head}` : [], layer !== undefined ? `layer ${layer}` : []]
    .flat()
    .join(", ");
  const numbers = Object.entries(evidence).map(([name, value]) => ({ measure: name, value: String(value) }));
  return `<article class="finding ${standing}">
<h3>${safe(findingGlossary[code].title)} <code>${safe(code)}</code>${place && ` <span class="place">${safe(place)}</span>`}</h3>
<p>${safe(says)}</p>
<p class="means">${safe(findingGlossary[code].means)}</p>
${remedy === undefined ? "" : `<p>Remedy: <strong>${safe(remedy)}</strong>${standing !== "note" && !finding.trial ? untriedOrVain(finding, diagnosis) : ""}</p>`}
${await drawn(finding, diagnosis)}
${numbers.length === 0 ? "" : `<details><summary>What this rests on</summary>${table(numbers).html}</details>`}
</article>`;
}

const untriedOrVain = (finding: Finding, diagnosis: Diagnosis): string =>
  trialsWith(finding, diagnosis).length > 0 ? " (tried, and proves nothing: see below)" : " (not tried)";

async function drawn(finding: Finding, diagnosis: Diagnosis): Promise<string> {
  const { trial: scored } = finding;
  if (!scored) return "";
  const trial = trialOf(finding, diagnosis);
  if (!trial) {
    const classes = Object.values(diagnosis.heads).some(hasClasses);
    const change = `${scoreText(scored.before, classes)} before, ${scoreText(scored.after, classes)} after`;
    return `<p>Tried: ${safe(`${change} (${certainty(scored.seeds, scored.p)})`)}.</p>`;
  }
  const words = trialWords(trial);
  const svg = await figureToSvg(trialFigure(trial, diagnosis.heads, { title: "Before and after the remedy" }));
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return `<figure class="trial"><img src="${source}" alt="${safe(words)}"><figcaption>${safe(words)}</figcaption></figure>`;
}

function trialWords(trial: Trial): string {
  const heads = Object.entries(trial.heads).map(([head, { p }]) => `${head} ${certainty(trial.seeds.length, p)}`);
  return `${trialName(trial)}: ${heads.join("; ")}`;
}

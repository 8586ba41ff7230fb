import type { Diagnosis, Finding } from "../diagnose";
import { findingCard } from "./diagnosis-cards";
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
  untried,
  untriedReason,
  verdictSentence,
} from "./diagnosis-facts";
import { headLosses } from "./diagnosis-heads";
import { type Terms, termList } from "./diagnosis-terms";
import { drawnLayers, drawnRates, drawnRun } from "./diagnosis-measures";
import { diagnosisStyle } from "./diagnosis-style";
import { durationText } from "./duration";
import { findingGlossary } from "./finding-glossary";
import { table } from "./table";
import { escapeMarkup as safe } from "./text-size";
import { percent, percentRange, whole } from "./words";

/**
 * A diagnosis as one page that needs no network and no script: the verdict, the heads and their run, each cause with its trial
 * drawn, what was tried and what was not, measures a layer, the finder's curve. Light or dark as the reader's system is.
 *
 * @param options.name of the program, for the title; any text, it is escaped as all names are
 * @returns the HTML document
 */
export async function diagnosisPage(diagnosis: Diagnosis, options: { name?: string } = {}): Promise<string> {
  const title = `Diagnosis${options.name === undefined ? "" : ` of ${options.name}`}`;
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
<h1>${safe(title)}</h1>
${(await sections(diagnosis)).filter(Boolean).join("\n")}
</main>
</body>
</html>
`;
}

async function sections(diagnosis: Diagnosis): Promise<string[]> {
  const { smallestSet, budget, verdict } = diagnosis;
  const of = (standing: Finding["standing"]) => diagnosis.findings.filter((finding) => finding.standing === standing);
  const cards = async (findings: Finding[]) => Promise.all(findings.map((each) => findingCard(each, diagnosis)));
  const cut = budgetSentence(diagnosis);
  return [
    `<p class="verdict ${verdict}">${safe(verdictSentence(diagnosis))}</p>`,
    cut === undefined ? "" : `<p class="cut">${safe(cut)}</p>`,
    section(
      "Each head",
      [
        headTable(diagnosis),
        list(withoutAccuracy(diagnosis)),
        list(runSentences(diagnosis)),
        await drawnRun(diagnosis),
      ],
      MEANING.heads,
    ),
    section("Causes", await cards(of("cause")), MEANING.causes),
    section(suspectsTitle(diagnosis), await cards(of("suspect")), MEANING.suspects),
    section(
      "The fewest changes that make it learn",
      smallestSet.length > 0 ? [list(smallestSet)] : [],
      "Together; none of them can be left out.",
    ),
    section("What was tried", diagnosis.trials.length > 0 ? [trialTable(diagnosis)] : [], MEANING.trials),
    section("Tried in vain", [list(inVain(diagnosis).map(trialName))], "Not every head learned with these."),
    section("Suspected, but not tried", [list(untried(diagnosis).map(untriedSentence))]),
    section("Each head's loss", headLosses(diagnosis), MEANING.losses),
    section("Each layer", await drawnLayers(diagnosis), MEANING.layers),
    section("The learning rate", await drawnRates(diagnosis), MEANING.rates),
    section("Worth knowing", await cards(of("note")), "Measured on the way; not why it fails."),
    section("The words", [termList(WORDS)]),
    `<p class="made">${durationText(budget.spent)} of ${durationText(budget.seconds)} used.</p>`,
  ];
}

const MEANING = {
  heads:
    "A head learns when it is right more often than always giving the commonest answer would be, by more than chance, on rows it was not trained on.",
  causes:
    "Read off with certainty, or proved by pairs of runs, one with the mend and one without, that differ in nothing else.",
  suspects: "The measurements fit, but no trial proved it.",
  trials:
    "Each trial is a pair of runs from the same start on the same batches, with one difference. p is how often chance alone would make as large a difference.",
  losses:
    "A loss that stands still at a known value tells why. Measured in nats a row, penalties on the weights left out.",
  layers:
    "A network is a row of layers, each of which hands a signal on to the next; what is to be learned comes back the other way.",
  rates:
    "The learning rate is how far each step goes. Here it was raised from far too small to far too large within one short run. Where the curve is flat on the left nothing is learned; where it falls, the rate is good; where it climbs, steps jump over what they seek.",
};

const WORDS: Terms = [
  ["head", "One question that the network answers, such as who painted a picture."],
  ["epoch", "One round of steps, as the program counts them; a step learns from one batch of rows."],
  ["loss", "What the training makes small: how wrong the answers are, as a number."],
  ["remedy", "One change to the program."],
  ["trial", "The program with a remedy and without it, otherwise alike, and what each scored."],
  [
    "seed",
    "The number that the first weights and the order of the rows are drawn from. What holds with several seeds is no luck.",
  ],
];

function section(title: string, content: string[], means = ""): string {
  const filled = content.filter(Boolean);
  if (filled.length === 0) return "";
  return `<section>\n<h2>${title}</h2>\n${means && `<p class="means">${means}</p>\n`}${filled.join("\n")}\n</section>`;
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
    verdict: VERDICTS[verdict],
    right: text(accuracy),
    "95 % interval": Number.isFinite(accuracy) ? percentRange(interval) : "",
    "commonest class": text(majority),
    chance: text(chance),
    rows: whole(scored),
  }));
  return `<div class="wide">${table(rows).html}</div>`;
}

const VERDICTS = { learning: "learns", "not-learning": "does not learn", undecided: "undecided" };

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
        ...(trials.some(({ stopped }) => stopped !== undefined) && { stopped: trial.stopped ?? "" }),
      };
    }),
  );
  return `<div class="wide">${table(rows).html}</div>`;
}

function untriedSentence(finding: Finding): string {
  const { code, head } = finding;
  const about = head === undefined ? "" : ` (${head})`;
  const remedy = remedyOf(finding)?.name;
  const what = remedy === undefined ? "" : `"${remedy}". `;
  return `${findingGlossary[code].title}${about}: ${what}${untriedReason(finding)}`;
}

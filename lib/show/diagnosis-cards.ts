import type { Diagnosis, Finding, Trial } from "../diagnose";
import { LEARNS_AT } from "../train";
import {
  certainty,
  hasClasses,
  remedyOf,
  scoreText,
  trialName,
  trialOf,
  trialsWith,
  untriedReason,
} from "./diagnosis-facts";
import type { PlotlyFigure } from "./figure";
import { figureToSvg } from "./figure-to-png";
import { trialFigure } from "./figures/trial-figure";
import { findingGlossary } from "./finding-glossary";
import { table } from "./table";
import { escapeMarkup as safe } from "./text-size";

/** A finding for the page: what it is, what it means, what mends it, its trial drawn, and what all that rests on. */
export async function findingCard(finding: Finding, diagnosis: Diagnosis): Promise<string> {
  const { code, standing, says, evidence } = finding;
  const numbers = Object.entries(evidence).map(([name, value]) => ({ measure: name, value: String(value) }));
  const parts = [
    `<h3>${findingTitle(finding)}</h3>`,
    `<p>${safe(says)}</p>`,
    `<p class="means">${safe(findingGlossary[code].means)}</p>`,
    remedyWords(finding, diagnosis),
    await drawnTrial(finding, diagnosis),
    numbers.length === 0 ? "" : `<details><summary>What this rests on</summary>${table(numbers).html}</details>`,
  ];
  return `<article class="finding ${standing}">\n${parts.filter(Boolean).join("\n")}\n</article>`;
}

function findingTitle({ code, head, layer }: Finding): string {
  const place = [head !== undefined ? `head ${head}` : [], layer !== undefined ? `layer ${layer}` : []].flat();
  const about = place.length > 0 ? ` <span class="place">${safe(place.join(", "))}</span>` : "";
  return `${safe(findingGlossary[code].title)} <code>${safe(code)}</code>${about}`;
}

/** What would mend it, as far as somebody knows, and whether that was tried. */
function remedyWords(finding: Finding, diagnosis: Diagnosis): string {
  const { standing, remedy: name, trial } = finding;
  const known = remedyOf(finding);
  if (!known || (standing === "note" && name === undefined)) return "";
  const tried =
    standing === "note" || trial
      ? ""
      : trialsWith(finding, diagnosis).length > 0
        ? " It was tried, and proves nothing: see below."
        : ` ${untriedReason(finding)}`;
  const what = standing === "cause" ? "What mends it" : "What may mend it";
  return `<p>${what}: <strong>${safe(known.name)}</strong>. ${safe(known.says ?? "")}${safe(tried)}</p>`;
}

async function drawnTrial(finding: Finding, diagnosis: Diagnosis): Promise<string> {
  const { trial: scored } = finding;
  if (!scored) return "";
  const trial = trialOf(finding, diagnosis);
  if (!trial) {
    const classes = Object.values(diagnosis.heads).some(hasClasses);
    const change = `${scoreText(scored.before, classes)} before, ${scoreText(scored.after, classes)} after`;
    return `<p>Tried: ${safe(`${change} (${certainty(scored.seeds, scored.p)})`)}.</p>`;
  }
  const figure = trialFigure(trial, diagnosis.heads, { title: "Before and after the remedy" });
  return drawing(figure, trialWords(trial, diagnosis.heads));
}

function trialWords(trial: Trial, diagnosed: Diagnosis["heads"]): string {
  const heads = Object.entries(trial.heads).map(([head, { before, after, p }]) => {
    const classes = diagnosed[head] === undefined || hasClasses(diagnosed[head]);
    const change = `${head} from ${scoreText(before, classes)} to ${scoreText(after, classes)}`;
    return `${change}, ${effectWords(before, after, p)} (${certainty(trial.seeds.length, p)})`;
  });
  const ended = trial.stopped === undefined ? "" : ` Ended early: ${trial.stopped}.`;
  return `With "${trialName(trial)}": ${heads.join("; ")}.${ended}`;
}

function effectWords(before: number, after: number, p: number | null): string {
  if (p === null || !(p < LEARNS_AT)) return "as chance alone may do";
  return `${after > before ? "better" : "worse"} by more than chance`;
}

/** A figure as a picture inside the page, with what it shows in words. */
export async function drawing(figure: PlotlyFigure, words: string): Promise<string> {
  const source = `data:image/svg+xml;base64,${Buffer.from(await figureToSvg(figure)).toString("base64")}`;
  return `<figure><img src="${source}" alt="${safe(words)}"><figcaption>${safe(words)}</figcaption></figure>`;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Diagnosis, findingCodes, SURE_TO_LEARN } from "../../../lib/diagnose";
import { diagnosisPage, findingGlossary, renderDiagnosis } from "../../../lib/show";
import { cutDiagnosis, madeUpDiagnosis } from "./made-up-diagnosis";

test("the words: verdict first, heads, causes with their trial, what was tried in vain, notes last", () => {
  const words = renderDiagnosis(madeUpDiagnosis);
  const lines = words.split("\n");
  assert.equal(lines[0], "It does not learn: <b>style</b>, genre do not.");
  assert.match(
    lines[2],
    /genre: does not learn; 31\.0 % right \(95 % interval 26\.0 to 36\.0 %, 400 rows\).*30\.0 %.*25\.0 %/,
  );
  assert.match(
    words,
    /\[input-unscaled\]: Inputs run from 0 to 255\.\n +tried: scale inputs: <b>style<\/b> 29\.0 % -> 61\.0 % \(2 seeds, p under 0\.0001\)/,
  );
  assert.match(words, /\[dead-units\] \(head genre, layer tower & more\)[\s\S]*not tried: leaky ReLU/);
  assert.match(words, /Tried in vain:\n {2}- AMSGrad: .*seeds do not agree/);
  const order = ["Causes", "Suspects", "The fewest changes", "Tried in vain", "Worth knowing"].map((part) =>
    words.indexOf(part),
  );
  assert.ok(order[0] > 0);
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
});

test("a budget that was cut is said in so many words, and a regression has no accuracy", () => {
  const words = renderDiagnosis(cutDiagnosis);
  assert.match(words, /^Undecided: the 1 min 00 s that it was given ended before its run did/);
  assert.match(words, /Nothing here says that it cannot learn/);
  assert.match(words, /price: undecided; a regression/);
  assert.doesNotMatch(words, /NaN/);
});

test("read back from JSON, where NaN is null, words and page are the same", async () => {
  const read = JSON.parse(JSON.stringify(cutDiagnosis)) as Diagnosis;
  assert.equal(renderDiagnosis(read), renderDiagnosis(cutDiagnosis));
  assert.equal(await diagnosisPage(read), await diagnosisPage(cutDiagnosis));
});

test("the page is whole in itself, explains each code, draws each trial and escapes every name", async () => {
  const page = await diagnosisPage(madeUpDiagnosis, { name: "<script>bad</script>" });
  assert.doesNotMatch(page, /<script|<b>style|https?:\/\/|NaN|undefined/);
  assert.match(page, /<p class="verdict not-learning">/);
  assert.match(page, /prefers-color-scheme: dark/);
  // A trial, the run, the layers, the rate's curve.
  assert.equal(page.match(/<img src="data:image\/svg\+xml;base64,/g)?.length, 4);
  assert.doesNotMatch(page, /<b>foremost/);
  for (const { code } of madeUpDiagnosis.findings)
    assert.ok(page.includes(findingGlossary[code].means.slice(0, 20)), code);
  assert.match(page, /<h2>Each head's loss/);
  assert.match(page, /as much noise as signal: 41\.3 before the first step, unknown after/);
  assert.match(page, /Suspected, but not tried[\s\S]*leaky ReLU/);
  assert.match(page, /The program&#39;s own rate is 0\.0003/);
});

test("a head that was no better than a constant answer at first is told so, and a run that ended early too", () => {
  const words = renderDiagnosis(madeUpDiagnosis);
  assert.match(words, /painter did no better than a constant answer at first: only by epoch 4 of 5 was it/);
  assert.doesNotMatch(words, /genre did no better/);
  const measures = { ...madeUpDiagnosis.measures!, run: { ...madeUpDiagnosis.measures!.run!, planned: 90 } };
  const ended = { ...measures, run: { ...measures.run, stopped: SURE_TO_LEARN } };
  assert.match(renderDiagnosis({ ...madeUpDiagnosis, measures: ended }), /ended after 5 of its 90 epochs/);
});

test("an interrupted diagnosis says how far it came and what time the whole would take", () => {
  const measures = { ...madeUpDiagnosis.measures!, run: { ...madeUpDiagnosis.measures!.run!, planned: 90 } };
  const budget = { ...madeUpDiagnosis.budget, interrupted: true };
  const words = renderDiagnosis({ ...madeUpDiagnosis, verdict: "undecided", budget, measures });
  assert.match(words, /^Undecided: it was interrupted before its run came to its end/);
  assert.match(words, /Interrupted after 32 s, .*after 5 of its 90 epochs.*give it a time of 1 min 44 s or more/);
});

test("a suspect whose remedy was tried to no avail is not told as untried", async () => {
  const [, suspect] = madeUpDiagnosis.findings;
  const diagnosis: Diagnosis = { ...madeUpDiagnosis, findings: [{ ...suspect, remedy: "AMSGrad" }] };
  assert.match(renderDiagnosis(diagnosis), /tried, and proves nothing: AMSGrad/);
  assert.doesNotMatch(await diagnosisPage(diagnosis), /not tried/);
});

test("every code has a title and a sentence", () => {
  for (const code of findingCodes)
    assert.match(`${findingGlossary[code]?.title}|${findingGlossary[code]?.means}`, /^[^|]{8,}\|.{30,}\.$/, code);
});

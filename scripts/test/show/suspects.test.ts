import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fullStory, storySentence, storyTable } from "../../../lib/show/full-story";
import { rankedEffects } from "../../../lib/show/remedy-sentences";
import {
  culpritSentence,
  interactionSentence,
  lateSentence,
  lookFirst,
  mendsSentence,
  refutedSentence,
  soonestSentence,
  standingSentences,
  togetherSentence,
  validationAloneSentence,
} from "../../../lib/show/suspect-sentences";
import { rulingRows, sideEffects, soonestRows, standingRows } from "../../../lib/show/suspect-tables";
import { type RemedyEffect, type Ruling, type Soonest, unseenSuspects, visibleSuspects } from "../../../lib/train";
import { temporaryFolder } from "../data/temporary-folder";

const effect = (
  remedy: string,
  verdict: RemedyEffect["verdict"],
  learns = true,
  inTraining = learns,
): RemedyEffect => ({
  ...{ remedy, head: "a", accuracy: 0.3, p: 0.001, bySeed: [-0.1], verdict },
  ...{ difference: verdict === "hurt" ? -0.1 : 0.1, interval: [-0.2, 0.2] },
  learns: { without: true, with: learns, inTraining },
});

function ruling(name: string, standing: Ruling["standing"], mended: RemedyEffect[], question: RemedyEffect[]): Ruling {
  const suspect = [...unseenSuspects, ...visibleSuspects].find((each) => each.name === name)!;
  return { suspect, standing, mended, question, seeds: 1 };
}

const ruled = [
  ruling(
    "labels out of step",
    "reproduces the symptom",
    [effect("labels out of step", "hurt", false)],
    [effect("labels out of step", "hurt", false)],
  ),
  ruling(
    "pixels 0..1",
    "reproduces the symptom",
    [effect("pixels 0..1", "hurt")],
    [effect("pixels 0..1", "hurt", false)],
  ),
  ruling(
    "glorot_uniform",
    "reproduces the symptom",
    [effect("glorot_uniform", "hurt", false)],
    [effect("glorot_uniform", "hurt", false)],
  ),
  ruling("batches of 10", "innocent", [effect("batches of 10", "no difference seen")], []),
  ruling(
    "classes numbered anew",
    "spoils validation alone",
    [effect("classes numbered anew", "hurt", false, true)],
    [effect("classes numbered anew", "hurt", false, true)],
  ),
];

test("culprits are told apart by what they were put into", () => {
  const says = culpritSentence(ruled);
  assert.match(says, /labels out of step \(put into the question's program and into the mended one alike\)/);
  assert.match(says, /pixels 0\.\.1 \(together with what the question's program shows/);
  assert.match(says, /glorot_uniform \(in the mended program, while the question's learns with it\)/);
  assert.match(interactionSentence(ruled)!, /hangs on the rest .*: glorot_uniform\.$/);
  assert.match(validationAloneSentence(ruled)!, /^Let go.*: classes numbered anew\.$/);
  assert.equal(validationAloneSentence(ruled.slice(0, 3)), undefined);
  assert.equal(interactionSentence(ruled.slice(3)), undefined);
  assert.match(culpritSentence(ruled.slice(3)), /^No suspect, alone/);
  assert.match(culpritSentence([{ ...ruled[0], standing: "undecided" }]), /nothing is decided/);
  assert.deepEqual(standingSentences(ruled), ["batches of 10: make no difference that is seen."]);
  assert.match(refutedSentence(ruled), /: batches of 10\.$/);
  assert.match(lookFirst(ruled)[0], /^Look first: labels out of step\? Show ten training pictures/);
  const stale = ruling("a stale graph", "reproduces the symptom", [], []);
  assert.match(lookFirst([...ruled, stale])[0], /^Look first: a stale graph \(seen in the summary\)\? Ask the model/);
  assert.equal(lookFirst(ruled).length, 2, "what the program shows is nothing to look for");
  assert.equal(lookFirst(ruled, ["pixels 0..1"]).length, 1, "nor what only comes later");
  assert.match(
    mendsSentence([effect("x", "helped"), effect("y", "neither learns", false)]),
    /every head learns x; still no head learns y\.$/,
  );
  assert.match(
    togetherSentence([effect("x and y", "hurt", false), effect("x and z", "hurt")]),
    /1 of 2 twos let none: x and y\.$/,
  );
  assert.match(togetherSentence([effect("x and z", "hurt")]), /^Of 1 twos, none/);
});

test("a longer training tells late from never", () => {
  const run = (name: string, accuracy: number) => ({
    ...{ name, seed: 1, history: [], right: {}, steps: 1, seconds: 1, wallSeconds: 1, trainingMajority: { a: 0.2 } },
    heads: { a: { accuracy, interval: [0, 1] as [number, number], majority: 0.2, chance: 0.1, loss: 1, rows: 100 } },
  });
  const says = lateSentence([run("question", 0.6), run("x", 0.5), run("y", 0.2)], "question", 20);
  assert.match(says, /^After 20 short epochs a head learns all the same with these: x\. .* still not one: y\.$/);
});

test("rows and figures say what was put in and what was taken out", () => {
  const [row] = rulingRows(ruled, "mended");
  assert.deepEqual(row, { change: "with labels out of step", a: "−10.0 (−20.0 to +20.0), no longer learns", seeds: 1 });
  assert.equal(rulingRows(ruled, "question")[2].change, "without glorot_uniform");
  const [stands] = standingRows(ruled);
  assert.equal(stands["mended program with it: learn"], "no head");
  assert.equal(stands["training rises"], "no head");
  assert.equal(standingRows(ruled)[4]["training rises"], "all heads");
  assert.deepEqual(
    sideEffects(ruled, "question").map(({ remedy }) => remedy),
    ["with labels out of step", "with pixels 0..1", "without glorot_uniform", "with classes numbered anew"],
  );
  assert.deepEqual(
    rankedEffects([effect("x", "hurt"), effect("y", "helped")]).map(({ remedy }) => remedy),
    ["y", "x"],
  );
});

test("the smallest set is told with what it is held against", () => {
  const step = { set: [], pictures: Infinity, accuracy: 0.2, came: "begins" as const };
  const found: Soonest = {
    set: [{ name: "AMSGrad", kind: "a", apply: (to) => to }],
    pictures: 1160,
    accuracy: 0.3,
    steps: [step, { ...step, set: ["AMSGrad"], pictures: 1160, came: "taken" }],
  };
  assert.match(
    soonestSentence(found),
    /with AMSGrad: after 1,160 pictures; unchanged, every head learns not in this training/,
  );
  assert.match(soonestSentence({ ...found, set: [] }), /^No change that was tried/);
  assert.match(soonestSentence({ ...found, steps: [] }), /^No set/);
  assert.match(soonestSentence({ ...found, set: [], steps: [step] }), /no set was tried/);
  assert.deepEqual(soonestRows(found)[1].set, "AMSGrad");
});

test("a story that was committed is read, and one that was not is said to be missing", async () => {
  const project = temporaryFolder();
  assert.equal(await fullStory({ runs: join(project, "runs") }), undefined);
  assert.match(storySentence(undefined), /npm run story/);
  mkdirSync(join(project, "scripts/story"), { recursive: true });
  const cost = { trainings: 2, pictures: 5800, trainingMinutes: 1, minutes: 2, machine: "2 cores" };
  const story = { command: "npm run story", data: "d", cost, missing: ["x: 0 of 2"], tables: [] };
  writeFileSync(join(project, "scripts/story/paintings.json"), JSON.stringify(story));
  const read = await fullStory({ runs: join(project, "runs") });
  assert.match(storySentence(read), /2 trainings, 5,800 pictures .* Not run by then: x: 0 of 2\./);
  assert.deepEqual(storyTable(read, "The suspects").rows, []);
});

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { tf } from "../../../lib/engine";
import { type Dataset, openDataset } from "../../../lib/data";
import {
  changeQuestion,
  mendedProgram,
  parseProgram,
  type ProgramCase,
  putIntoMended,
  questionProgram,
  remedyEffects,
  rulings,
  type Soonness,
  soonestSet,
  suspectsOf,
  trialRecords,
  type TriedProgram,
  tryPrograms,
  withBatches,
} from "../../../lib/train";
import type { RemedyEffect } from "../../../lib/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset } from "./tiny-program";

const parent = temporaryFolder();
let dataset: Dataset;
before(async () => {
  dataset = await openDataset(await tinyDataset(parent));
});

const tiny = (of: Dataset) => questionProgram(of, { model: { width: 0.05 }, epochs: 1, stepsPerEpoch: 2 });
const suspect = (name: string) => suspectsOf(dataset).find((each) => each.name === name)!;

test("each suspect changes a program that lacks it, and leaves the given one as it was", () => {
  const question = tiny(dataset);
  const kept = JSON.stringify(question);
  const mended = mendedProgram(question, dataset);
  for (const each of suspectsOf(dataset)) {
    const put = each.putIn({ program: mended }, dataset);
    assert.notDeepEqual(put, { program: mended }, `${each.name} put in`);
    const asked = (each.takeOut ?? each.putIn)({ program: question }, dataset);
    assert.notDeepEqual(asked, { program: question }, `${each.name}, the question's program changed`);
    for (const { program } of [put, asked]) parseProgram({ ...program, name: each.name });
    // A visible one put into the question's program is there already.
    if (each.takeOut) assert.deepEqual(programOf(each.putIn(asked, dataset)), programOf({ program: question }));
  }
  assert.equal(JSON.stringify(question), kept);
});

/** But for what other batches round. */
function programOf({ program }: ProgramCase) {
  const weights = Object.entries(program.heads!).map(([head, spec]) => [head, { ...spec, weight: spec.weight ?? 1 }]);
  return parseProgram({
    ...program,
    heads: Object.fromEntries(weights),
    stepsPerEpoch: 1,
    model: { l2: 1e-4, ...program.model },
  });
}

test("faults in the data are what they are called", async () => {
  const { train, valid } = dataset;
  const of = (name: string) =>
    suspect(name)
      .putIn({ program: tiny(dataset) }, dataset)
      .data!.apply(dataset);
  const counts = (labels: Int32Array) => Array.from(labels).sort().join("");

  const out = of("labels out of step");
  assert.notDeepEqual(out.train.labels.tint, train.labels.tint);
  assert.equal(counts(out.train.labels.tint), counts(train.labels.tint));
  assert.deepEqual(of("validation out of step").train, train);

  const sorted = of("sorted and never shuffled").train;
  assert.deepEqual(sorted.labels.tint, train.labels.tint.slice().sort());
  const firstOf = train.labels.tint.indexOf(Math.min(...train.labels.tint));
  assert.deepEqual(await sorted.pictures([0]), await train.pictures([firstOf]));

  const halved = of("scaled in training only");
  const [pixel] = await train.pictures([3]);
  assert.ok(Math.abs(Number((await halved.train.pictures([3]))[0]) - Number(pixel) / 255) < 1e-6);
  assert.equal((await halved.valid!.pictures([3]))[0], (await valid!.pictures([3]))[0]);

  const across = await of("pictures read across").train.pictures([1, 2]);
  const [a, b] = [await train.pictures([1]), await train.pictures([2])];
  assert.equal(across[0], a[0]);
  assert.equal(across[1], a[3], "the second number is the second pixel's first channel");
  assert.equal(across[a.length + 1], b[3]);
  assert.ok((await of("a stale graph").train.pictures([0])).every((value: number | bigint) => Number(value) === 0));

  const numbers = of("classes numbered anew").valid!.labels.tint;
  const pairs = new Set(Array.from(valid!.labels.tint, (label, row) => `${label} ${numbers[row]}`));
  assert.equal(pairs.size, new Set(valid!.labels.tint).size, "a class has one number");
  const weights = of("too few classes").train.sampleWeight!.tint;
  assert.deepEqual(
    Array.from(weights),
    Array.from(train.labels.tint, (label) => (label < 2 ? 1 : 0)),
  );
});

test("trials are recorded, and found again only as the very same", async () => {
  const folder = temporaryFolder();
  const cases = changeQuestion(tiny(dataset), dataset, [suspect("labels out of step")]).cases;
  const before = tf.memory().numTensors;
  const records = await trialRecords(folder, dataset);
  const tried = await tryPrograms(cases, dataset, { seeds: [1], records });
  const again = await tryPrograms(cases, dataset, { seeds: [1], records: await trialRecords(folder, dataset) });
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(again, tried);
  assert.equal(again[0].wallSeconds, tried[0].wallSeconds, "not trained again");
  assert.equal(await records.find({ program: parseProgram({ ...cases[0].program, seed: 2 }) }), undefined);
  const stopped = new AbortController();
  stopped.abort();
  const known = await tryPrograms(cases, dataset, { seeds: [1, 2], records, signal: stopped.signal });
  assert.equal(known.length, 2, "what is recorded, and nothing else");
});

test("other batches show as many pictures", () => {
  const program = { data: "x", batchSize: 10, stepsPerEpoch: 58 };
  assert.deepEqual(withBatches(program, 50), { data: "x", batchSize: 50, stepsPerEpoch: 12 });
  assert.equal(withBatches({ data: "x" }, 8).stepsPerEpoch, undefined);
  const { cases, without } = putIntoMended(tiny(dataset), dataset, [suspect("batches of 10")]);
  assert.deepEqual([cases[0].program.name, cases[0].program.batchSize, cases[1].program.batchSize], [without, 32, 10]);
});

const effect = (
  remedy: string,
  learns: [without: boolean, with_: boolean, inTraining?: boolean],
  verdict: RemedyEffect["verdict"],
): RemedyEffect => ({
  ...{ remedy, head: "a", accuracy: 0.3, difference: 0, interval: [0, 0], p: 1, bySeed: [0], verdict },
  learns: { without: learns[0], with: learns[1], inTraining: learns[2] ?? learns[1] },
});

test("a suspect is ruled on by both sides of its trials", () => {
  const [seen, unseen] = [suspect("glorot_uniform"), suspect("pixels 0..1")];
  const rule = (of: typeof seen, mended: RemedyEffect[], question: RemedyEffect[]) =>
    rulings([of], mended, question)[0].standing;
  const as = (name: string) => (learns: Parameters<typeof effect>[1], verdict: RemedyEffect["verdict"]) => [
    effect(name, learns, verdict),
  ];
  const [g, p] = [as(seen.name), as(unseen.name)];
  assert.equal(rule(unseen, p([true, true], "no difference seen"), p([true, false], "hurt")), "reproduces the symptom");
  assert.equal(
    rule(unseen, p([true, true], "no difference seen"), p([true, false, true], "hurt")),
    "spoils validation alone",
    "a training curve that rises is not the symptom",
  );
  assert.equal(
    rule(unseen, p([true, false, false], "hurt"), p([true, false, true], "hurt")),
    "spoils validation alone",
    "the question's program comes first",
  );
  assert.equal(
    rule(seen, g([true, true], "no difference seen"), g([true, false], "hurt")),
    "helps",
    "worse without it",
  );
  assert.equal(rule(seen, g([true, true], "hurt"), g([true, true], "helped")), "slows");
  assert.equal(rule(seen, g([true, true], "hurt"), g([true, true], "hurt")), "mixed");
  assert.equal(rule(unseen, p([true, true], "no difference seen"), []), "innocent");
  assert.equal(rule(unseen, p([false, false], "neither learns"), []), "undecided");
  const partly = [...p([true, false], "hurt"), { ...p([true, true], "no difference seen")[0], head: "b" }];
  assert.equal(rule(unseen, partly, []), "stops some heads");
});

test("the smallest set grows where that makes it sooner, and loses what it does not need", async () => {
  // Pictures until every head learns, by the changes in the set.
  const worth: Record<string, number> = {
    question: 40,
    a: 30,
    "a and b": 20,
    "a and b and c": 10,
    "b and c": 10,
    "a and c": 30,
  };
  const change = (name: string) => ({ name, kind: name, apply: (to: ProgramCase) => to });
  const asked: string[] = [];
  const found = await soonestSet({ program: { data: "x" } }, ["a", "b", "c"].map(change), async ({ program }) => {
    asked.push(program.name!);
    return [pretend(program.name!, worth[program.name!] ?? 40)];
  });
  assert.deepEqual(
    found.set.map(({ name }) => name),
    ["b", "c"],
  );
  assert.equal(found.pictures satisfies Soonness["pictures"], 10);
  assert.deepEqual(asked.slice(0, 4), ["question", "a", "a and b", "a and b and c"]);
  assert.deepEqual(
    found.steps.map(({ came }) => came),
    ["begins", "taken", "taken", "taken", "left out again", "needed", "needed"],
  );
  assert.deepEqual((await soonestSet({ program: { data: "x" } }, [change("a")], async () => [])).steps, []);
});

/** Learns after so many of 50 pictures, ten an epoch. */
function pretend(name: string, pictures: number): TriedProgram {
  const history = Array.from({ length: 5 }, (_, i) => {
    const accuracy = (i + 1) * 10 >= pictures ? 0.9 : 0.2;
    const training = { loss: 1, penalty: 0, rows: 10, heads: { a: { loss: 1, accuracy } } };
    return { epoch: i + 1, training, validation: { ...training, rows: 100 }, learningRate: 1, seconds: 1 };
  });
  const heads = {
    a: { accuracy: 0.9, interval: [0, 1] as [number, number], majority: 0.2, chance: 0.1, loss: 1, rows: 100 },
  };
  return {
    name,
    seed: 1,
    history,
    heads,
    trainingMajority: { a: 0.2 },
    right: { a: [] },
    steps: 5,
    seconds: 1,
    wallSeconds: 1,
  };
}

test("effects say whether a head learns with and without", () => {
  const right = (count: number) => Array.from({ length: 100 }, (_, row) => row < count);
  const runs = [20, 60].map((count, i) => {
    const run = pretend(i ? "better" : "base", 10);
    return { ...run, heads: { a: { ...run.heads.a, accuracy: count / 100 } }, right: { a: right(count) } };
  });
  assert.deepEqual(remedyEffects(runs, "base")[0].learns, { without: false, with: true, inTraining: true });
  const broken = { ...runs[1], name: "broken", history: [], stopped: "the loss is no number" };
  assert.equal(remedyEffects([runs[0], broken], "base")[0].learns.inTraining, false, "no epoch, nothing to see");
  const late = { ...pretend("late", 50), heads: runs[1].heads, right: runs[1].right };
  assert.equal(remedyEffects([runs[0], late], "base")[0].learns.inTraining, false, "one epoch may be luck");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingCode } from "plateau";
import type { Cause } from "../../faults/fault-program";
import { type Answer, mistakesOf, type NamedFinding, scoreAnswer, totalOf } from "../../faults/score";

const faulty = {
  name: "faulty",
  verdict: "not-learning" as const,
  causes: [["rate-too-low", "undertrained"], ["single-unit-softmax"]] as Cause[],
  beside: ["loss-unsuitable"] as FindingCode[],
};
const healthy = { name: "healthy", verdict: "learning" as const, causes: [] };

function answer(verdict: string, ...findings: string[]): Answer {
  return { verdict, findings: findings.map(finding), seconds: 10 };
}

/** "code", "code?" for a suspect, "code." for a note. */
function finding(text: string): NamedFinding {
  const standing = text.endsWith("?") ? "suspect" : text.endsWith(".") ? "note" : "cause";
  return { code: text.replace(/[?.]$/, ""), standing };
}

test("a cause is found by its own code or by one whose mend would do, a note finds nothing", () => {
  const own = scoreAnswer(faulty, answer("not-learning", "single-unit-softmax", "rate-too-low?"));
  assert.deepEqual([own.found, own.named, own.right, own.firstRight, own.verdictRight], [2, 2, 2, true, true]);
  const other = scoreAnswer(faulty, answer("learning", "undertrained?", "single-unit-softmax."));
  assert.deepEqual([other.found, other.named, other.right, other.verdictRight], [1, 1, 1, false]);
  assert.deepEqual(other.missed, ["single-unit-softmax"]);
});

test("a code is counted once, whatever it was named for", () => {
  const score = scoreAnswer(faulty, answer("not-learning", "capacity-low", "capacity-low", "single-unit-softmax"));
  assert.deepEqual([score.named, score.right, score.firstRight], [2, 1, false]);
  assert.deepEqual(score.wrong, ["capacity-low"]);
});

test("symptoms count for nothing beside a cause, and are wrong without one", () => {
  const beside = scoreAnswer(faulty, answer("not-learning", "majority-class", "rate-too-low", "loss-unsuitable?"));
  assert.deepEqual([beside.named, beside.right, beside.firstRight, beside.wrong.length], [1, 1, false, 0]);
  const alone = scoreAnswer(faulty, answer("not-learning", "majority-class", "loss-unsuitable?"));
  assert.deepEqual([alone.named, alone.right, alone.found], [2, 0, 0]);
  assert.deepEqual(alone.wrongCauses, ["majority-class"]);
});

test("silence, and a crash, are misses", () => {
  const silent = scoreAnswer(faulty, answer("undecided"));
  assert.deepEqual([silent.found, silent.named, silent.firstRight, silent.verdictRight], [0, 0, false, false]);
  const crashed = scoreAnswer(faulty, { findings: [finding("rate-too-low")], seconds: 3, failed: "exit 1" });
  assert.deepEqual([crashed.found, crashed.named, crashed.verdictRight], [0, 0, false]);
});

test("totals are shares of all causes, all codes and all programs", () => {
  const answers = [
    answer("not-learning", "single-unit-softmax", "init-scale?"),
    answer("learning", "batch-size?", "labels-format"),
    { ...answer("learning"), seconds: 30 },
    { ...answer("not-learning", "rate-too-low", "single-unit-softmax"), seconds: 50 },
  ];
  const scores = [faulty, healthy, healthy, faulty].map((expected, i) => scoreAnswer(expected, answers[i]));
  const total = totalOf(scores, answers);
  assert.deepEqual(
    [total.faulty, total.healthy, total.recall, total.meanRecall, total.precision, total.precisionOnFaulty],
    [2, 2, 3 / 4, 3 / 4, 3 / 6, 3 / 4],
  );
  assert.deepEqual([total.firstRight, total.verdictsRight, total.falseCauses, total.falseSuspects], [1, 1, 1, 1]);
  assert.deepEqual([total.medianSeconds, total.maxSeconds, total.failed], [20, 50, 0]);
  assert.deepEqual(mistakesOf(scores), [
    { missed: "rate-too-low", named: "init-scale", programs: ["faulty"] },
    { missed: "nothing", named: "batch-size", programs: ["healthy"] },
    { missed: "nothing", named: "labels-format", programs: ["healthy"] },
  ]);
});

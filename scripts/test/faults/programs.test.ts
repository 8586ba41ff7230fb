import assert from "node:assert/strict";
import { test } from "node:test";
import { findingCodes, InputError, type Subject, tf } from "plateau";
import { asidePrograms, chosenPrograms, openPrograms } from "../../faults/catalogue";
import { PROGRAM_ONLY } from "../../faults/codes";
import { disposeOf } from "../../faults/dispose";
import { subjectOfProgram } from "../../faults/fault-program";
import * as families from "../../faults/programs";

/** The families that were written after the draw: none of theirs is aside. */
const laterFamilies = Object.entries(families).filter(([name]) => /^(asked|retold|unseen|healthyUnusual)/.test(name));

const all = [...openPrograms, ...asidePrograms];

test("there are as many programs as are needed, and a third of those it was drawn from is aside", () => {
  const faulty = all.filter(({ causes }) => causes.length > 0);
  assert.ok(faulty.length >= 45, `${faulty.length} faulty`);
  assert.ok(all.length - faulty.length >= 18, `${all.length - faulty.length} healthy`);
  const later = laterFamilies.flatMap(([, programs]) => programs).length;
  const drawn = asidePrograms.length / (all.length - later);
  assert.ok(Math.abs(drawn - 1 / 3) < 0.02, `${asidePrograms.length} of ${all.length - later} aside`);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length, "a name is there twice");
});

test("every code is known, and every code that a Subject can have is somewhere a cause or beside one", () => {
  const named = new Set<string>();
  for (const { name, causes, beside = [] } of all) {
    for (const code of [...causes.flat(), ...beside]) {
      assert.ok(findingCodes.includes(code), `${name}: ${code}`);
      named.add(code);
    }
  }
  const symptoms = ["clip-locked", "gradient-exploding", "majority-class"];
  const missing = findingCodes.filter((code) => !named.has(code) && !PROGRAM_ONLY.includes(code));
  assert.deepEqual(
    missing.filter((code) => !symptoms.includes(code)),
    [],
  );
});

test("every program builds by its seed, twice the same and without a tensor left over", () => {
  const before = tf.memory().numTensors;
  for (const program of all) {
    for (const mended of program.causes.length > 0 ? [false, true] : [false]) {
      const [first, second] = [subjectOfProgram(program, mended), subjectOfProgram(program, mended)];
      assert.deepEqual(numbersOf(first), numbersOf(second), `${program.name}: its data differ`);
      assert.deepEqual(weightsOf(first, 3), weightsOf(second, 3), `${program.name}: equal seeds, other weights`);
      disposeOf(first);
      disposeOf(second);
    }
  }
  assert.equal(tf.memory().numTensors, before);
});

test("no validation row is a training row, but where that is the fault", () => {
  const alike = all.filter(({ causes }) => causes.flat().some((code) => code === "input-constant"));
  for (const program of all) {
    if (alike.includes(program) || program.causes.flat().includes("train-valid-overlap")) continue;
    const subject = subjectOfProgram(program);
    const training = new Set(rowsOf(subject.data.x));
    const shared = subject.validation ? rowsOf(subject.validation.x).filter((row) => training.has(row)) : [];
    assert.equal(shared.length, 0, program.name);
    disposeOf(subject);
  }
});

test("programs are chosen by words, and a word of no program is a mistake", () => {
  assert.ok(chosenPrograms(["digits-"], openPrograms).every(({ name }) => name.startsWith("digits-")));
  assert.equal(chosenPrograms([], openPrograms).length, openPrograms.length);
  assert.throws(() => chosenPrograms(["no-such-program"], openPrograms), InputError);
});

/** Each row of an input as a text. */
function rowsOf(x: tf.Tensor): string[] {
  const values = x.dataSync();
  const size = values.length / x.shape[0];
  return Array.from({ length: x.shape[0] }, (_, row) => values.slice(row * size, (row + 1) * size).join());
}

/** A few numbers of every tensor of a Subject. */
function numbersOf({ data, validation }: Subject): number[][] {
  const tensors = [data, validation ?? []].flatMap((part) => ("x" in part ? [part.x, part.y].flat() : []));
  return tensors.map((tensor) => [...tensor.shape, ...Array.from(tensor.dataSync().slice(0, 500))]);
}

function weightsOf(subject: Subject, seed: number): number[][] {
  const model = subject.build(seed);
  const numbers = model.weights.map((weight) => Array.from(weight.read().dataSync().slice(0, 200)));
  model.dispose();
  model.optimizer.dispose();
  // tfjs's momentum optimizer forgets the rate that its SGD keeps as a tensor.
  tf.dispose((model.optimizer as { c?: tf.Tensor }).c ?? []);
  return numbers;
}

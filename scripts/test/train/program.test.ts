import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { InputError } from "../../../lib/data";
import { nearName } from "../../../lib/train/near-name";
import { parseProgram, readProgram } from "../../../lib/train/program-schema";
import { temporaryFolder } from "../data/temporary-folder";

const programs = resolve(__dirname, "../../programs");

test("defaults are filled in, and filling in again changes nothing", () => {
  const program = parseProgram({ data: "there", heads: { painter: {} } });
  assert.equal(program.optimizer.name, "adam");
  assert.deepEqual(program.heads, { painter: { loss: "categoricalCrossentropy", weight: 1, labelSmoothing: 0 } });
  assert.deepEqual(parseProgram(JSON.parse(JSON.stringify(program))), program);
});

test("an unknown key is named, with the key it may have been", () => {
  const cases: [object, RegExp][] = [
    [{ batchsize: 3 }, /unknown key batchsize: did you mean batchSize\?/],
    [{ model: { widht: 1 } }, /unknown key model\.widht: did you mean width\?/],
    [{ heads: { painter: { wieght: 2 } } }, /unknown key heads\.painter\.wieght: did you mean weight\?/],
    [{ optimizer: { name: "adam", lr: 1 } }, /unknown key optimizer\.lr: expected one of name, learningRate/],
  ];
  for (const [keys, message] of cases) {
    assert.throws(
      () => parseProgram({ data: "there", ...keys }),
      (error: Error) => {
        assert.ok(error instanceof InputError);
        assert.match(error.message, message);
        return true;
      },
    );
  }
});

test("a value out of range is named with what was expected and found", () => {
  assert.throws(() => parseProgram({}), /data: expected the folder of its arrays, found nothing/);
  assert.throws(() => parseProgram({ data: "there", epochs: 0 }), /epochs: .*>=1, found 0/);
  assert.throws(
    () => parseProgram({ data: "there", model: { activation: "rlu" } }),
    /model\.activation: .*"relu".*"rlu"/,
  );
});

test("a program is read from a file, with changes, and the file is named in errors", async () => {
  const folder = temporaryFolder();
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const good = file("good.json", '{"epochs": 3}');
  assert.equal((await readProgram(good, { data: "there" })).epochs, 3);
  assert.equal((await readProgram(good, { data: "there", epochs: 4 })).epochs, 4);
  await assert.rejects(readProgram(file("bad.json", "{")), /bad\.json: expected a Program as JSON/);
  await assert.rejects(readProgram(join(folder, "none.json")), /none\.json.*no such file/);
  await assert.rejects(readProgram(file("list.json", "3")), /expected a Program as JSON object/);
});

for (const name of ["paintings", "question", "quick"]) {
  test(`scripts/programs/${name}.json is a program, but for its data`, () => {
    const program = JSON.parse(readFileSync(join(programs, `${name}.json`), "utf8")) as object;
    assert.equal(parseProgram({ ...program, data: "there" }).name, name);
  });
}

test("near names", () => {
  const names = ["painter", "style", "genre"];
  assert.equal(nearName("Painters", names), "painter");
  assert.equal(nearName("stlye", names), "style");
  assert.equal(nearName("colour", names), undefined);
  assert.equal(nearName("x", []), undefined);
});

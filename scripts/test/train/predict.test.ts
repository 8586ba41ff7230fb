import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { tf } from "../../../lib/engine";
import { loadPicture } from "../../../lib/data/paintings/load-picture";
import { predict, predictEach } from "../../../lib/train/predict";
import type { Run } from "../../../lib/train/run";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram, tintedPictures } from "./tiny-program";
import { tinySubject } from "./tiny-subject";

const folder = temporaryFolder();
const out = join(folder, "run");
const tints = ["red", "green", "blue"];
const shown = tintedPictures(70, 9);
let run: Run;
let files: string[];

before(async () => {
  const data = await tinyDataset(folder);
  run = await train(tinyProgram(data, { epochs: 12, augment: undefined }), { out });
  files = Array.from({ length: 70 }, (_, i) => join(folder, `${i}.png`));
  for (const [i, file] of files.entries()) {
    const pixels = shown.pixels.subarray(i * 3072, (i + 1) * 3072);
    await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } }).toFile(file);
  }
});

test("files are answered, likeliest first, names and all, the same from memory, folder and tensor", async () => {
  const tensors = tf.memory().numTensors;
  const answers = await predict(run, files);
  assert.equal(answers.length, 70);
  for (const { tint, light } of answers) {
    assert.ok(tint[0].probability >= tint[1].probability && tint[1].probability >= tint[2].probability);
    assert.ok(Math.abs(light[0].probability + light[1].probability - 1) < 1e-5);
  }
  const right = answers.filter(({ tint }, i) => tint[0].name === tints[shown.tint[i]]).length;
  assert.ok(right > 40, `${right} of 70`);
  assert.deepEqual(await predict(out, files), answers);
  const tensor = tf.tensor4d(Float32Array.from(shown.pixels), [70, 32, 32, 3]);
  assert.deepEqual(await predict(run, tensor), answers);
  tensor.dispose();
  assert.equal(tf.memory().numTensors, tensors);
});

test("a picture of another size is brought to that of training", async () => {
  const large = join(folder, "large.jpg");
  await sharp(files[0]).resize(150, 90, { fit: "fill" }).toFile(large);
  const pixels = await loadPicture(large, 32);
  const tensor = tf.tensor4d(Float32Array.from(pixels), [1, 32, 32, 3]);
  assert.deepEqual(await predict(run, [large]), await predict(run, tensor));
});

test("a picture that cannot be read is named; predictEach goes on past it", async () => {
  const broken = join(folder, "broken.jpg");
  writeFileSync(broken, "no picture");
  await assert.rejects(predict(run, [files[0], broken]), { name: "InputError", message: /broken\.jpg/ });
  await assert.rejects(predict(run, [join(folder, "none.jpg")]), /none\.jpg/);
  const each = [];
  for await (const one of predictEach(run, [broken, files[0]])) each.push(one);
  assert.match(each[0].error!.message, /broken\.jpg/);
  assert.deepEqual(each[1].answer, (await predict(run, [files[0]]))[0]);
  assert.deepEqual(await predict(run, []), []);
});

test("a Subject's run takes tensors, and no files", async () => {
  const subject = tinySubject({ fit: { epochs: 1 } });
  const tiny = await train(subject);
  await assert.rejects(predict(tiny, files), /expected a Program's run/);
  const answers = await predict(tiny, subject.data.x as unknown as tf.Tensor4D);
  assert.equal(answers.length, 60);
  assert.equal(answers[0].first.length, 2);
  assert.ok(["class 0", "class 1", "class 2"].includes(answers[0].which[0].name));
});

import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { packState, unpackState } from "../../../../lib/train/checkpoints/packed-state";
import { readTensorFile, type TensorSource, writeTensorFile } from "../../../../lib/train/checkpoints/tensor-file";
import { temporaryFolder } from "../../data/temporary-folder";

const folder = temporaryFolder();

const sources: TensorSource[] = [
  { name: "model/kernel", dtype: "F32", shape: [2, 3], read: () => Float32Array.of(1, -2, NaN, Infinity, -0, 1e-40) },
  { name: "count", dtype: "I32", shape: [], read: () => Int32Array.of(-7) },
  { name: "nothing", dtype: "U8", shape: [0], read: () => new Uint8Array(0) },
];

async function written(name: string, text = '{"ü": 1}'): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, "w");
  await writeTensorFile(file, text, sources);
  await file.close();
  return path;
}

test("arrays and text come back to the bit", async () => {
  const { text, tensors } = await readTensorFile(await written("whole"));
  assert.equal(text, '{"ü": 1}');
  for (const { name, shape, read } of sources) {
    assert.deepEqual(tensors.get(name)!.shape, shape);
    const bytes = (array: ArrayBufferView) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
    assert.ok(bytes(tensors.get(name)!.data).equals(bytes(read())), name);
  }
});

test("it is a safetensors file: length, JSON, then the data where the JSON says", async () => {
  const bytes = readFileSync(await written("layout"));
  const length = Number(bytes.readBigUInt64LE());
  assert.equal(length % 8, 0);
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as Record<string, object>;
  assert.deepEqual(header["model/kernel"], { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] });
  assert.deepEqual(header.count, { dtype: "I32", shape: [], data_offsets: [24, 28] });
  assert.ok(Object.values(header.__metadata__).every((value) => typeof value === "string"));
  assert.equal(bytes.readFloatLE(8 + length), 1);
  assert.equal(bytes.length, 8 + length + 28);
});

test("any byte that changed is noticed, and any end that is missing", async () => {
  const path = await written("changed");
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at++) {
    const bytes = Buffer.from(whole);
    bytes[at] ^= 4;
    writeFileSync(path, bytes);
    await assert.rejects(readTensorFile(path), Error, `byte ${at}`);
  }
  writeFileSync(path, whole);
  for (let size = whole.length - 1; size > 0; size = size - 1 - (size >> 2)) {
    truncateSync(path, size);
    await assert.rejects(readTensorFile(path), Error, `${size} bytes`);
  }
});

test("a state comes back with its NaNs, infinities and arrays", async () => {
  const state = { best: -Infinity, loss: NaN, none: null, weights: { kernel: Float32Array.of(1, 2) }, list: [1, [2]] };
  const { text, tensors } = packState(state, "state");
  const path = join(folder, "state");
  const file = await open(path, "w");
  await writeTensorFile(file, text, tensors);
  await file.close();
  assert.deepEqual(unpackState(await readTensorFile(path)), state);
});

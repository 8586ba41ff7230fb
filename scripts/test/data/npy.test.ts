import assert from "node:assert/strict";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dump, parse } from "npyjs";
import { type TypedArray, allocate, isDtype, sizeOf } from "../../../lib/data/dtype";
import { InputError } from "../../../lib/data/input-error";
import { readNpy, writeNpy } from "../../../lib/data/npy";
import { formatHeader } from "../../../lib/data/npy-header";
import { openNpy } from "../../../lib/data/npy-rows";
import { createNpyWriter } from "../../../lib/data/npy-writer";
import { readNpz } from "../../../lib/data/npz";
import { Random } from "../../../lib/data/random";
import { temporaryFolder } from "./temporary-folder";

interface Fixture {
  name: string;
  base64: string;
  refused?: string;
  dtype: string;
  shape: number[];
  values: string[];
}
const fixtures = JSON.parse(readFileSync(join(__dirname, "../fixtures/npy-files.json"), "utf8")) as {
  files: Fixture[];
  npz: Record<string, string>;
};
const folder = temporaryFolder();
const good = fixtures.files.filter((file) => !file.refused);

function put(name: string, bytes: Buffer): string {
  const path = join(folder, `${name.replace(/[<>|]/g, (c) => `_${c.charCodeAt(0)}`)}.npy`);
  writeFileSync(path, bytes);
  return path;
}

function putFixture({ name, base64 }: Fixture): string {
  return put(name, Buffer.from(base64, "base64"));
}

/** Python's words for the numbers, so that -0 and NaN count. */
function texts(data: TypedArray): string[] {
  return Array.from(data as Iterable<number | bigint>, (value) => {
    if (typeof value === "bigint") return String(value);
    return Object.is(value, -0) ? "-0" : String(value);
  });
}

function expected(file: Fixture): string[] {
  const words: Record<string, string> = { inf: "Infinity", "-inf": "-Infinity", nan: "NaN", "-0.0": "-0" };
  return file.values.map((text) => words[text] ?? (/^-?\d+$/.test(text) ? text : String(Number(text))));
}

for (const file of good) {
  test(`reads numpy's ${file.name}`, async () => {
    const path = putFixture(file);
    const { data, shape, dtype } = await readNpy(path);
    assert.deepEqual({ shape, dtype }, { shape: file.shape, dtype: file.dtype });
    assert.ok(isDtype(dtype));
    assert.equal(data.constructor, allocate(dtype, 0).constructor);
    assert.deepEqual(texts(data), expected(file));
    assert.equal(data.buffer.byteLength, data.byteLength, "nothing but the numbers is kept");
    if (shape.length === 0) return assert.rejects(openNpy(path), /single number/);

    const rows = await openNpy(path);
    const order = Array.from({ length: shape[0] }, (_, i) => shape[0] - 1 - i);
    const each = sizeOf(shape.slice(1));
    const backwards = order.flatMap((row) => expected(file).slice(row * each, (row + 1) * each));
    assert.deepEqual(texts(await rows.rows(order)), backwards);
    await rows.close();
  });
}

for (const file of fixtures.files.filter((entry) => entry.refused)) {
  test(`refuses ${file.name}`, async () => {
    await assert.rejects(readNpy(putFixture(file)), (error: Error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, new RegExp(file.refused!));
      return true;
    });
  });
}

test("writes what numpy writes, byte for byte", async () => {
  for (const file of good.filter(({ name }) => /^(?!f2)..[<|]C$|^(0-d|empty|one row)/.test(name))) {
    const path = putFixture(file);
    const { data, shape, dtype } = await readNpy(path);
    await writeNpy(path, data, shape, dtype === "b1" ? "b1" : undefined);
    assert.deepEqual(readFileSync(path), Buffer.from(file.base64, "base64"), file.name);
  }
});

test("agrees with npyjs on the files that npyjs reads, both ways", async () => {
  for (const file of good.filter(({ name }) => /^(?!b1)..[<|]C$/.test(name))) {
    const bytes = new Uint8Array(Buffer.from(file.base64, "base64"));
    const theirs = parse(bytes.buffer);
    assert.deepEqual(theirs.data, (await readNpy(putFixture(file))).data, file.name);
    if (file.dtype === "f2") continue;
    assert.deepEqual((await readNpy(put("theirs", Buffer.from(dump(theirs.data, theirs.shape))))).data, theirs.data);
  }
});

test("random shapes come back as they were, whole and by rows", async () => {
  const random = new Random(1);
  const path = join(folder, "random.npy");
  for (let round = 0; round < 40; round++) {
    const dtype = random.pick(["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"] as const);
    const shape = Array.from({ length: 1 + random.integer(4) }, () => random.integer(5));
    const data = allocate(dtype, sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = dtype.endsWith("8") && dtype[0] !== "f" ? BigInt(i) : i % 120;
    await writeNpy(path, data, shape);
    assert.deepEqual(await readNpy(path), { data, shape, dtype });
    const rows = await openNpy(path);
    const picked = shape[0] === 0 ? [] : Array.from({ length: random.integer(9) }, () => random.integer(shape[0]));
    const each = sizeOf(shape.slice(1));
    const wanted = picked.flatMap((row) => texts(data.slice(row * each, (row + 1) * each)));
    assert.deepEqual(texts(await rows.rows(picked)), wanted);
    await rows.close();
  }
});

test("reads npz files, stored and deflated, and names a damaged one", async () => {
  for (const [kind, base64] of Object.entries(fixtures.npz)) {
    const path = join(folder, `${kind}.npz`);
    const bytes = Buffer.from(base64, "base64");
    writeFileSync(path, bytes);
    const { data, y_style } = await readNpz(path);
    assert.deepEqual(data.shape, [2, 2, 2, 3]);
    assert.deepEqual([...(data.data as Uint8Array)], [...Array(24).keys()]);
    assert.deepEqual(y_style, { shape: [2, 3], dtype: "f4", data: Float32Array.of(1, 0, 0, 0, 1, 0) });
    writeFileSync(path, bytes.subarray(0, bytes.length - 30));
    await assert.rejects(readNpz(path), InputError);
    bytes[100] ^= 0xff;
    writeFileSync(path, bytes);
    await assert.rejects(readNpz(path), InputError);
  }
  await assert.rejects(readNpz(join(folder, "none.npz")), /there is no such file/);
});

test("names the file and the sizes when it is cut short, too long or no array", async () => {
  const path = join(folder, "cut.npy");
  await writeNpy(path, new Uint8Array(3000), [1000, 3]);
  truncateSync(path, 2128);
  await assert.rejects(readNpy(path), /cut\.npy is cut short: \(1000, 3\) of u1 takes 3,000 bytes .* found 2,000/);
  await assert.rejects(openNpy(path), InputError);
  truncateSync(path, 4128);
  await assert.rejects(readNpy(path), /cut\.npy is longer than its header says.*3,000.*4,000/);
  for (const length of [0, 5, 9, 11, 40]) {
    truncateSync(path, length);
    await assert.rejects(readNpy(path), InputError);
  }
  await assert.rejects(readNpy(join(folder, "none.npy")), /none\.npy: there is no such file/);
  await assert.rejects(readNpy(folder), /is no file/);
});

test("no garbage gets further than an InputError", async () => {
  const random = new Random(2);
  const whole = Buffer.concat([formatHeader("f4", [2, 3]), Buffer.alloc(24)]);
  for (let round = 0; round < 300; round++) {
    const bytes = Buffer.from(whole);
    for (let i = 0; i <= random.integer(3); i++) bytes[random.integer(130)] = random.integer(256);
    await readNpy(put("garbage", bytes)).catch((error) => assert.ok(error instanceof InputError, String(error)));
  }
  const hostile = [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (6), }",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), }",
    "{'descr': '<f4', 'shape': (2, 3), }",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2, 3), }",
    "[]",
  ];
  for (const text of hostile) {
    const bytes = Buffer.from(whole);
    bytes.fill(" ", 10, 127).write(text, 10);
    await assert.rejects(readNpy(put("hostile", bytes)), InputError, text);
  }
});

test("an array too large for memory points to openNpy, which reads its rows", async () => {
  const path = join(folder, "large.npy");
  const rows = 6_000_000;
  writeFileSync(path, formatHeader("u1", [rows, 1000]));
  truncateSync(path, 128 + rows * 1000); // sparse: takes no room on the disk
  if (process.version.startsWith("v20.")) await assert.rejects(readNpy(path), /Read it by rows with openNpy/);
  const file = await openNpy(path);
  assert.deepEqual(file.shape, [rows, 1000]);
  assert.equal((await file.rows([rows - 1, 0, 3_000_000])).length, 3000);
  await file.close();
});

test("rows of a Fortran file that is read in several pieces", async () => {
  const path = join(folder, "fortran.npy");
  const [rows, columns] = [1000, 20_000];
  const header = Buffer.from(
    formatHeader("u1", [rows, columns]).toString("latin1").replace("False", "True "),
    "latin1",
  );
  const data = Buffer.from(Uint8Array.from({ length: rows * columns }, (_, i) => (i * 31) >> 4));
  writeFileSync(path, Buffer.concat([header, data]));
  const file = await openNpy(path);
  const picked = [999, 0, 37];
  const found = await file.rows(picked);
  const wanted = picked.flatMap((row) => Array.from({ length: columns }, (_, column) => data[column * rows + row]));
  assert.ok(Buffer.from(wanted).equals(found as Uint8Array));
  await file.close();
});

test("openNpy refuses rows that are not there, and any after close", async () => {
  const path = join(folder, "few.npy");
  await writeNpy(path, Int16Array.of(1, 2, 3, 4), [2, 2]);
  const file = await openNpy(path);
  await assert.rejects(file.rows([0, 2]), /rows 0 to 1, and no row 2/);
  await assert.rejects(file.rows([-1]), RangeError);
  await assert.rejects(file.rows([0.5]), RangeError);
  const pending = file.rows([1]);
  await file.close();
  assert.deepEqual(await pending, Int16Array.of(3, 4));
  await assert.rejects(file.rows([0]), /was closed/);
  await file.close();
});

test("a writer leaves a whole file or none, and nothing beside it", async () => {
  const path = join(temporaryFolder(), "out.npy");
  const listed = () => readdirSync(join(path, ".."));
  const writer = await createNpyWriter(path, { dtype: "u1", shape: [4, 2] });
  await writer.write(Uint8Array.of(1, 2));
  assert.ok(!listed().includes("out.npy"));
  await assert.rejects(writer.close(), /\(4, 2\) holds 8 elements, 2 were written/);
  assert.deepEqual(listed(), []);

  const second = await createNpyWriter(path, { dtype: "u1", shape: [2, 2] });
  const writes = [Uint8Array.of(1, 2), Uint8Array.of(3), Uint8Array.of(4)].map((rows) => second.write(rows));
  await second.close();
  await second.abort();
  await Promise.all(writes);
  assert.deepEqual([...(await readNpy(path)).data], [1, 2, 3, 4]);

  const third = await createNpyWriter(path, { dtype: "f4", shape: [1] });
  await assert.rejects(third.write(Uint8Array.of(1)), /expected elements of f4, found u1/);
  await assert.rejects(third.write(Float32Array.of(1, 2)), /2 were written/);
  await third.abort();
  assert.deepEqual(listed(), ["out.npy"]);
  await assert.rejects(createNpyWriter(path, { dtype: "f2", shape: [1] }), InputError);
  await assert.rejects(createNpyWriter(join(path, "..", "no", "x.npy"), { dtype: "u1", shape: [1] }), /is not there/);
  await assert.rejects(writeNpy(path, Uint8Array.of(1, 2), [3]), /holds 3 elements, 2 were written/);
  await assert.rejects(writeNpy(path, Uint8Array.of(1, 2), [-2]), InputError);
});

test("no file stays open", { skip: process.platform !== "linux" }, () => {
  const open = readdirSync("/proc/self/fd").length;
  assert.ok(open < 40, `${open} descriptors are open`);
});

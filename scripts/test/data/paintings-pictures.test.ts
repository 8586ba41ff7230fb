import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { type PictureFault, InputError, PictureError, loadPicture } from "../../../lib/data";
import { temporaryFolder } from "./temporary-folder";

const RED = { r: 200, g: 60, b: 30 };
const folder = temporaryFolder();

function plain(channels: 3 | 4 = 3, alpha?: number) {
  return sharp({ create: { width: 60, height: 40, channels, background: { ...RED, alpha } } });
}

/** Grain, so that a compressed file is long enough to be cut or spoilt in the middle. */
function grainy() {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  return sharp({ create: { width: 300, height: 200, channels: 3, background: "#808080", noise } });
}

/** Left half red, right half blue, as rows of RGB. */
async function twoHalves() {
  const blue = await sharp({ create: { width: 30, height: 40, channels: 3, background: { r: 30, g: 60, b: 200 } } })
    .png()
    .toBuffer();
  return plain().composite([{ input: blue, left: 30, top: 0 }]);
}

function near(found: ArrayLike<number>, expected: readonly number[], within = 6): void {
  const off = Array.from(expected, (value, i) => Math.abs(found[i] - value));
  assert.ok(Math.max(...off) <= within, `expected about ${expected.join(" ")}, found ${Array.from(found).join(" ")}`);
}

async function faultOf(bytes: Uint8Array | string): Promise<PictureFault> {
  try {
    await loadPicture(bytes, 8);
  } catch (error) {
    assert.ok(error instanceof PictureError && error instanceof InputError, String(error));
    return error.fault;
  }
  return assert.fail("was loaded");
}

test("size is a side, or height and width; rows of RGB bytes come back", async () => {
  const png = await plain().png().toBuffer();
  assert.equal((await loadPicture(png, 8)).length, 8 * 8 * 3);
  const tall = await loadPicture(png, [10, 4]);
  assert.equal(tall.length, 10 * 4 * 3);
  near(tall.slice(-3), [200, 60, 30], 1);
});

test("the whole picture is squeezed in, not cropped", async () => {
  const wide = await sharp(await (await twoHalves()).png().toBuffer())
    .resize(400, 40, { fit: "fill" })
    .png()
    .toBuffer();
  const pixels = await loadPicture(wide, [2, 8]);
  near(pixels.slice(0, 3), [200, 60, 30], 1);
  near(pixels.slice(21, 24), [30, 60, 200], 1);
});

test("a file and its bytes give the same", async () => {
  const bytes = await grainy().jpeg().toBuffer();
  writeFileSync(join(folder, "grain.jpg"), bytes);
  assert.deepEqual(await loadPicture(join(folder, "grain.jpg"), 16), await loadPicture(bytes, 16));
});

test("grey, 16 bit, CMYK and palette pictures come out in three channels of sRGB", async () => {
  const grey = await plain().greyscale().jpeg().toBuffer();
  const [r, g, b] = await loadPicture(grey, 1);
  assert.ok(r === g && g === b && r > 80 && r < 130, `${r} ${g} ${b}`);
  near(await loadPicture(await plain().toColourspace("rgb16").png().toBuffer(), 1), [200, 60, 30], 2);
  near(await loadPicture(await plain().png({ palette: true }).toBuffer(), 1), [200, 60, 30], 8);
  // Inks cannot print every red: near is near enough, but inverted it would be green and blue.
  near(await loadPicture(await plain().toColourspace("cmyk").jpeg().toBuffer(), 1), [200, 60, 30], 40);
});

test("transparent parts lie on white", async () => {
  near(await loadPicture(await plain(4, 0).png().toBuffer(), 1), [255, 255, 255], 1);
  near(await loadPicture(await plain(4, 0.5).png().toBuffer(), 1), [228, 158, 143], 3);
  const grey = await plain(4, 0).greyscale().png().toBuffer();
  near(await loadPicture(grey, 1), [255, 255, 255], 1);
});

test("a picture turned by EXIF is turned upright", async () => {
  // Orientation 6: to be turned clockwise by a quarter, so that what is on the left ends on top.
  const turned = await (await twoHalves()).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const pixels = await loadPicture(turned, 8);
  near(pixels.slice(0, 3), [200, 60, 30], 8);
  near(pixels.slice(-3), [30, 60, 200], 8);
});

test("other formats are read", async () => {
  for (const bytes of [
    await plain().webp().toBuffer(),
    await plain().tiff().toBuffer(),
    await plain().gif().toBuffer(),
  ]) {
    near(await loadPicture(bytes, 1), [200, 60, 30], 8);
  }
});

test("what is wrong with a picture is told", async () => {
  const jpeg = await grainy().jpeg().toBuffer();
  const png = await grainy().png().toBuffer();
  assert.equal(await faultOf(new Uint8Array(0)), "empty");
  assert.equal(await faultOf(Buffer.from("no picture at all")), "no picture");
  assert.equal(await faultOf(jpeg.subarray(0, jpeg.length / 2)), "truncated");
  assert.equal(await faultOf(png.subarray(0, png.length / 2)), "truncated");
  assert.equal(await faultOf(jpeg.subarray(0, 40)), "truncated");
  const spoilt = Buffer.from(jpeg);
  spoilt.fill(0xff, 3000, 3400);
  assert.equal(await faultOf(spoilt), "damaged");
});

test("what is wrong with a path is told, by its name", async () => {
  mkdirSync(join(folder, "album"));
  assert.equal(await faultOf(join(folder, "album")), "no picture");
  assert.equal(await faultOf(join(folder, "nowhere.jpg")), "missing");
  await assert.rejects(loadPicture(join(folder, "nowhere.jpg"), 8), /nowhere\.jpg: there is no such file/);
});

test("bytes after the picture, or before a marker, do no harm", async () => {
  const jpeg = await plain().jpeg().toBuffer();
  near(await loadPicture(Buffer.concat([jpeg, Buffer.from("a camera's own notes")]), 1), [200, 60, 30], 4);
  const endMarker = jpeg.length - 2;
  const stuffed = Buffer.concat([jpeg.subarray(0, endMarker), Buffer.from("xyz"), jpeg.subarray(endMarker)]);
  near(await loadPicture(stuffed, 1), [200, 60, 30], 4);
});

import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { InputError } from "../input-error";

/** Why a picture cannot be used. */
export type PictureFault = "missing" | "unreadable" | "empty" | "no picture" | "truncated" | "damaged" | "too large";

export class PictureError extends InputError {
  constructor(
    readonly fault: PictureFault,
    message: string,
  ) {
    super(message);
  }
}

/** A side in pixels, or height and width. */
export type PictureSize = number | readonly [height: number, width: number];

export function sidesOf(size: PictureSize): [height: number, width: number] {
  return typeof size === "number" ? [size, size] : [size[0], size[1]];
}

/**
 * sharp stops at 268 megapixels by default. Scans of paintings get larger, and a JPEG is shrunk while it is decoded, so
 * more is allowed; but a progressive JPEG keeps up to six bytes a pixel until it is whole: 2.4 GB here, and no more.
 */
const MOST_PIXELS = 400_000_000;

/** Complaints of the JPEG reader about files that hold every pixel all the same. */
const HARMLESS = /extraneous bytes before marker|Invalid SOS parameters/i;

export interface LoadedPicture {
  /** [height, width, 3], RGB. */
  pixels: Uint8Array;
  /** What was wrong with the file, though the picture is whole. */
  remark?: string;
}

/**
 * Loads a picture the way every picture of a data set is loaded, so that what is predicted on looks like what was
 * trained on: turned upright (EXIF), in sRGB whatever its profile or channels (grey, CMYK, 16 bit), laid on white where
 * it is transparent, and squeezed to size whole.
 *
 * Squeezed, not cropped: a crop to a square cuts away a fifth of the usual painting, with heads, horizons and
 * signatures in it, and the network does not mind a changed aspect. On 3,610 paintings a small network told styles and
 * painters no worse from squeezed pictures than from cropped ones, in each of two runs.
 *
 * @param picture a file's path, or its bytes (JPEG, PNG, WebP, TIFF, GIF, AVIF, SVG); of several pages the first
 * @returns height * width * 3 bytes, RGB by rows
 * @throws PictureError, an InputError, naming the file and what is wrong with it
 */
export async function loadPicture(picture: string | Uint8Array, size: PictureSize): Promise<Uint8Array> {
  const name = typeof picture === "string" ? picture : "the picture";
  const { pixels } = await decodePicture(
    typeof picture === "string" ? await readPicture(picture) : picture,
    size,
    name,
  );
  return pixels;
}

/** A picture file's bytes. @throws PictureError, which calls the file `name`, if there are none */
export async function readPicture(path: string, name = path): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw new PictureError("missing", `${name}: there is no such file.`);
    if (code === "EISDIR") throw new PictureError("no picture", `${name}: expected a picture, found a folder.`);
    if (code === "ERR_FS_FILE_TOO_LARGE")
      throw new PictureError("too large", `${name}: a file of over 2 GB is not read.`);
    throw new PictureError("unreadable", `${name}: cannot be read (${message}).`);
  }
}

/** How many pixels a picture holds before it is made small; 0 where its header does not say. Reads the header only. */
export async function countPixels(path: string): Promise<number> {
  try {
    const { width, height } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height;
  } catch {
    return 0;
  }
}

export async function decodePicture(bytes: Uint8Array, size: PictureSize, name: string): Promise<LoadedPicture> {
  if (bytes.length === 0) throw new PictureError("empty", `${name}: the file is empty.`);
  try {
    return { pixels: await squeeze(bytes, size, "warning") };
  } catch (error) {
    const message = firstLine(error);
    if (!HARMLESS.test(message)) throw asPictureError(name, message);
    try {
      return { pixels: await squeeze(bytes, size, "error"), remark: message };
    } catch (again) {
      throw asPictureError(name, firstLine(again));
    }
  }
}

async function squeeze(bytes: Uint8Array, size: PictureSize, failOn: "warning" | "error"): Promise<Uint8Array> {
  const [height, width] = sidesOf(size);
  const { data, info } = await sharp(bytes, {
    failOn,
    limitInputPixels: MOST_PIXELS,
    sequentialRead: true,
    autoOrient: true,
  })
    .resize(width, height, { fit: "fill" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 || data.length !== height * width * 3) {
    throw new Error(`came out with ${info.channels} channels, not 3`);
  }
  return data;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}

function asPictureError(name: string, message: string): PictureError {
  if (/unsupported image format/i.test(message)) {
    return new PictureError(
      "no picture",
      `${name}: expected a picture (JPEG, PNG, WebP, TIFF, GIF or AVIF), found something else.`,
    );
  }
  if (/exceeds pixel limit/i.test(message)) {
    return new PictureError("too large", `${name}: pictures of over ${MOST_PIXELS / 1e6} megapixels are not read.`);
  }
  if (
    !/corrupt jpeg data/i.test(message) &&
    /premature end|libpng read error|unexpected end|truncated|past end/i.test(message)
  ) {
    return new PictureError("truncated", `${name}: the file ends before the picture does (${message}).`);
  }
  return new PictureError("damaged", `${name}: the picture is damaged (${message}).`);
}

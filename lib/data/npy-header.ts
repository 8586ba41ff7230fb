/**
 * The header of an .npy file, versions 1.0 to 3.0. It is a Python dictionary in text; it is matched against the one form
 * numpy writes and never evaluated, so a file from anywhere can be opened.
 *
 * npyjs reads headers too, but takes `>f4` and structured types for something else and does not compare the sizes that
 * a header promises with the file, so only its half floats are used (npy-decode.ts).
 *
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { type Dtype, countText, isDtype, itemSize, shapeText, sizeOf } from "./dtype";
import { InputError } from "./input-error";

export interface NpyHeader {
  dtype: Dtype;
  bigEndian: boolean;
  fortranOrder: boolean;
  shape: number[];
  /** Where the numbers begin, in bytes from the start of the file. */
  dataStart: number;
  /** How many bytes they take. */
  dataBytes: number;
}

/** Bytes that hold the magic string, the version and the header's length in every version. */
export const PREAMBLE_BYTES = 12;
const MAGIC = Buffer.from("\x93NUMPY", "latin1");
/** numpy's own headers are under a kilobyte; a longer one than this is no array of numbers. */
const LONGEST_HEADER = 1 << 20;

/**
 * Where the dictionary lies, from the first 12 bytes of a file.
 *
 * @param file the name to use in errors
 * @throws InputError if this is no .npy file, or of a version that is not known
 */
export function readPreamble(
  start: Buffer,
  fileBytes: number,
  file: string,
): { headerStart: number; dataStart: number } {
  if (start.length < 10 || !start.subarray(0, 6).equals(MAGIC)) {
    const found = start.length === 0 ? "an empty file" : `"${printable(start.subarray(0, 6))}"`;
    throw new InputError(`${file} is no .npy file: expected it to begin with "\\x93NUMPY", found ${found}.`);
  }
  const major = start[6];
  if (major < 1 || major > 3) {
    throw new InputError(`${file} is .npy version ${major}.${start[7]}; expected 1.0, 2.0 or 3.0.`);
  }
  const headerStart = major === 1 ? 10 : 12;
  const length = major === 1 ? start.readUInt16LE(8) : start.length < 12 ? Infinity : start.readUInt32LE(8);
  if (length > LONGEST_HEADER || headerStart + length > fileBytes) {
    throw new InputError(
      `${file} is cut short or damaged: expected a header of ${countText(length)} bytes, ` +
        `found a file of ${countText(fileBytes)} bytes.`,
    );
  }
  return { headerStart, dataStart: headerStart + length };
}

/**
 * What the dictionary says, checked against the size of the file.
 *
 * @param text the dictionary, without preamble
 * @throws InputError if it is not numpy's, if its type is none that Plateau reads (objects are refused, never unpickled),
 *   or if the file holds fewer or more bytes than its shape needs
 */
export function parseHeader(text: string, dataStart: number, fileBytes: number, file: string): NpyHeader {
  const entries = parseDictionary(text, file);
  const { dtype, bigEndian } = parseDescr(entries.descr, file);
  const shape = parseShape(entries.shape, file);
  const dataBytes = sizeOf(shape) * itemSize(dtype);
  if (!Number.isSafeInteger(dataBytes)) throw damaged(file, `the shape ${shapeText(shape)}`);
  if (dataStart + dataBytes !== fileBytes) {
    const found = fileBytes - dataStart;
    throw new InputError(
      `${file} ${found < dataBytes ? "is cut short" : "is longer than its header says"}: ${shapeText(shape)} of ${dtype} ` +
        `takes ${countText(dataBytes)} bytes after the header, found ${countText(found)}. Copy or save it again.`,
    );
  }
  return { dtype, bigEndian, fortranOrder: entries.fortran_order === "True", shape, dataStart, dataBytes };
}

/** The first bytes of an .npy file of these, as numpy writes them; the numbers follow, little-endian and in C order. */
export function formatHeader(dtype: Dtype, shape: readonly number[]): Buffer {
  const order = itemSize(dtype) === 1 ? "|" : "<";
  let text = `{'descr': '${order}${dtype}', 'fortran_order': False, 'shape': ${shapeText(shape)}, }`;
  // numpy leaves room for the first axis to grow, and ends the header on a multiple of 64 so that it can be mapped.
  if (shape.length > 0) text += " ".repeat(21 - String(shape[0]).length);
  text += " ".repeat(64 - ((10 + text.length + 1) % 64)) + "\n";
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([MAGIC, Buffer.from([1, 0]), length, Buffer.from(text, "latin1")]);
}

function parseDictionary(text: string, file: string): { descr: string; fortran_order: string; shape: string } {
  const body = /^\{([^]*)\}\s*$/.exec(text.trimEnd())?.[1];
  if (body === undefined) throw damaged(file, `"${printable(Buffer.from(text.slice(0, 60)))}"`);
  const entries: Record<string, string> = {};
  const entry =
    /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\dL,\s]*\)|\[[^]*\])\s*(,|$)/y;
  let at = 0;
  while (body.slice(at).trim() !== "") {
    entry.lastIndex = at;
    const match = entry.exec(body);
    if (!match || Object.hasOwn(entries, match[2])) throw damaged(file, `{${body.trim()}}`);
    entries[match[2]] = match[3];
    at = entry.lastIndex;
  }
  const { descr, fortran_order, shape } = entries;
  if (!descr || !shape?.startsWith("(") || !/^(True|False)$/.test(fortran_order))
    throw damaged(file, `{${body.trim()}}`);
  return { descr, fortran_order, shape };
}

function parseDescr(descr: string, file: string): { dtype: Dtype; bigEndian: boolean } {
  const [, order, name] = /^['"]([<>|=]?)(.*)['"]$/.exec(descr) ?? [, "", descr];
  if (isDtype(name)) return { dtype: name, bigEndian: order === ">" && itemSize(name) > 1 };
  const kinds: Record<string, string> = {
    O: "Python objects (a pickle, which can run any code and is never opened)",
    "[": "records of several fields (a structured type)",
    V: "raw records (a structured type)",
    S: "byte strings",
    U: "strings",
    a: "byte strings",
    c: "complex numbers",
    M: "dates",
    m: "time spans",
  };
  const kind = kinds[name[0]] ?? "elements of a type that is not read";
  throw new InputError(
    `${file} holds ${kind}, dtype ${descr}; expected numbers: b1, i1 to i8, u1 to u8, f2, f4 or f8. ` +
      "Save it from numpy with .astype() of one of these.",
  );
}

function parseShape(text: string, file: string): number[] {
  // Python 2's numpy wrote 10L for a long; and (3) without a comma is no tuple but a number.
  const inner = text.slice(1, -1).trim();
  if (inner === "") return [];
  const sides = inner.replace(/,\s*$/, "").split(",");
  const fine = sides.every((side) => /^\s*\d+L?\s*$/.test(side)) && (sides.length > 1 || inner.endsWith(","));
  if (!fine) throw damaged(file, `the shape ${text}`);
  return sides.map((side) => parseInt(side, 10));
}

function damaged(file: string, found: string): InputError {
  return new InputError(
    `${file} has no header that numpy would write: expected descr, fortran_order and shape, found ${found}. Save it again.`,
  );
}

function printable(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

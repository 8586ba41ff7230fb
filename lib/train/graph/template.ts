import { type Attributes, type Constant, FLOAT, INT32 } from "./graph-def";
import { NotRecordable, type RecordedOp, type Recording, type Source } from "./recording";

/** A function as ops, for a batch of any number of rows. */
export interface Template {
  ops: readonly TemplateOp[];
  /** Each as it is for a number of rows. */
  constants: readonly ((rows: number) => Constant)[];
  outputs: readonly Source[];
}

/** As a recorded op; shapes are those of a batch of `Template.rows` rows and only good for their last axes. */
export type TemplateOp = RecordedOp;

/**
 * One template of recordings of one function, of batches with different rows.
 *
 * They have to be the same ops. Their constants may differ where that comes of the number of rows: numbers and shapes may
 * grow with it evenly, or be one over such a number. Two recordings say how; the others have to agree, or it came of
 * something else (chance, or a count of calls), which a graph could not repeat.
 *
 * @param recordings three or more, by rows, in an order in which the rows neither only grow nor only shrink, so that
 *   nothing that goes by the number of calls looks like the number of rows
 * @throws NotRecordable if they differ in another way
 */
export function templateOf(recordings: readonly { rows: number; recording: Recording }[]): Template {
  const [{ recording: first }, ...others] = recordings;
  for (const { recording } of others) {
    if (structureOf(recording) !== structureOf(first)) throw new NotRecordable("it is not the same ops every time");
  }
  return {
    ops: first.ops,
    constants: first.constants.map((_, i) =>
      constantByRows(recordings.map(({ rows, recording }) => ({ rows, constant: recording.constants[i] }))),
    ),
    outputs: first.outputs,
  };
}

/** A template of what is the same whatever the rows. */
export function fixedTemplate({ ops, constants, outputs }: Recording): Template {
  return { ops, constants: constants.map((constant) => () => constant), outputs };
}

function structureOf({ ops, outputs, constants }: Recording): string {
  const plain = ops.map(({ op, attributes, inputs }) => [op, sorted(attributes), inputs]);
  return JSON.stringify([plain, outputs, constants.map(({ dtype, shape }) => [dtype, shape.length])]);
}

const sorted = (attributes: Attributes) => Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));

interface Seen {
  rows: number;
  constant: Constant;
}

function constantByRows(seen: readonly Seen[]): (rows: number) => Constant {
  const [{ constant: first }] = seen;
  if (seen.every(({ constant }) => isSame(constant, first))) return () => first;
  const numbers = seen.map(({ constant }) => numbersOf(constant));
  const sizes = first.shape.map((_, axis) => byRows(seen.map(({ rows, constant }) => [rows, constant.shape[axis]])));
  const shapeAt = (rows: number) => sizes.map((size) => Math.round(size(rows)));
  const { dtype } = first;
  const made = (rows: number, values: number[]): Constant => ({
    dtype,
    shape: shapeAt(rows),
    values: dtype === FLOAT ? Float32Array.from(values) : Int32Array.from(values),
  });
  if (numbers.every((values) => values.length === numbers[0].length)) {
    const each = numbers[0].map((_, i) => byRows(seen.map(({ rows }, at) => [rows, numbers[at][i]])));
    return (rows) =>
      made(
        rows,
        each.map((value) => value(rows)),
      );
  }
  if (numbers.some((values) => values.some((value) => value !== values[0]))) {
    throw new NotRecordable("it uses numbers of a row that are not the batch's");
  }
  const one = byRows(seen.map(({ rows }, at) => [rows, numbers[at][0]]));
  return (rows) => made(rows, new Array<number>(product(shapeAt(rows))).fill(one(rows)));
}

/** A number as it goes with the rows: evenly, or one over that. */
function byRows(seen: readonly (readonly [rows: number, value: number])[]): (rows: number) => number {
  const straight = line(seen);
  if (straight) return straight;
  const over = line(seen.map(([rows, value]) => [rows, 1 / value]));
  if (over) return (rows) => 1 / over(rows);
  throw new NotRecordable("it uses numbers that are not the same every time");
}

function line(seen: readonly (readonly [number, number])[]): ((rows: number) => number) | undefined {
  const [[x1, y1], [x2, y2]] = seen;
  const slope = (y2 - y1) / (x2 - x1);
  const at = (rows: number) => y1 + slope * (rows - x1);
  const fits = seen.every(([x, y]) => Math.abs(at(x) - y) <= 1e-6 * Math.max(Math.abs(y), Math.abs(y1)));
  return fits ? at : undefined;
}

function isSame(a: Constant, b: Constant): boolean {
  if (a.shape.some((size, axis) => size !== b.shape[axis])) return false;
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

const bytesOf = ({ values }: Constant) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

function numbersOf({ dtype, values }: Constant): number[] {
  if (dtype === FLOAT || dtype === INT32) return Array.from(values as Float32Array | Int32Array);
  throw new NotRecordable("it uses constants that are not the same every time and are no numbers");
}

const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);

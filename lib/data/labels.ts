import { type Dtype, type TypedArray, countText, shapeText } from "./dtype";
import { InputError } from "./input-error";

/** One label file, as classes. */
export interface Labels {
  /** The class of each row. */
  indices: Int32Array;
  /** Classes there is room for: one-hot columns, or the largest label and one. */
  classes: number;
  oneHot: boolean;
}

/** One-hot columns, or integers, of any numeric dtype. */
interface LabelArray {
  data: TypedArray;
  shape: number[];
  dtype: Dtype;
}

/** tfjs keeps integers in 32 bits. */
const LARGEST_LABEL = 2 ** 31 - 2;

/**
 * Labels as class numbers, from one-hot rows (n, classes) or integers (n,) or (n, 1).
 *
 * @param file the name to use in errors, which also name the row
 * @param named how many classes have names: a column of ones is one-hot for the one class there is, or else class 1
 * @throws InputError if a row has not exactly one 1 and otherwise zeros, or is no whole number from 0 up
 */
export function parseLabels({ data, shape, dtype }: LabelArray, file: string, named?: number): Labels {
  if (shape.length === 2 && shape[1] === 1 && named === 1 && data.every((value) => Number(value) === 1)) {
    return oneHotLabels(data, shape[0], 1, file);
  }
  if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return integerLabels(data, file);
  if (shape.length === 2 && shape[1] > 1) return oneHotLabels(data, shape[0], shape[1], file);
  throw new InputError(
    `${file} has shape ${shapeText(shape)} (${dtype}): expected one-hot rows (rows, classes) or class numbers (rows,).`,
  );
}

/**
 * Compares class numbers with the classes there are.
 *
 * @throws InputError naming the first row whose class is not among them
 */
export function checkRange(indices: Int32Array, classes: number, file: string, source: string): void {
  const row = indices.findIndex((label) => label >= classes);
  if (row < 0) return;
  throw new InputError(
    `${file}, row ${countText(row)}: expected a class from 0 to ${classes - 1}, as ${source} has ${countText(classes)}, ` +
      `found ${indices[row]}.`,
  );
}

function integerLabels(data: TypedArray, file: string): Labels {
  const indices = new Int32Array(data.length);
  let largest = -1;
  for (let row = 0; row < data.length; row++) {
    const label = Number(data[row]);
    if (!Number.isInteger(label) || label < 0 || label > LARGEST_LABEL) {
      const hint = Number.isInteger(label) ? "Number the classes from 0." : "Labels are classes, not quantities.";
      throw new InputError(
        `${file}, row ${countText(row)}: expected a whole number from 0 up, found ${label}. ${hint}`,
      );
    }
    indices[row] = label;
    if (label > largest) largest = label;
  }
  return { indices, classes: largest + 1, oneHot: false };
}

function oneHotLabels(data: TypedArray, rows: number, classes: number, file: string): Labels {
  const indices = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let hot = -1;
    for (let column = 0; column < classes; column++) {
      const value = Number(data[row * classes + column]);
      if (value === 0) continue;
      if (value !== 1) throw notOneHot(file, row, `${value} in column ${column}`);
      if (hot >= 0) throw notOneHot(file, row, `ones in columns ${hot} and ${column}`);
      hot = column;
    }
    if (hot < 0) throw notOneHot(file, row, "zeros only");
    indices[row] = hot;
  }
  return { indices, classes, oneHot: true };
}

function notOneHot(file: string, row: number, found: string): InputError {
  return new InputError(
    `${file}, row ${countText(row)}: expected a one-hot row, one 1 and otherwise zeros, found ${found}.`,
  );
}

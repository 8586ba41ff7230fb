import { type Dtype, type TypedArray, countText, shapeText } from "./dtype";
import { InputError } from "./input-error";

/**
 * What each row counts in a loss, from an array (rows,) or (rows, 1) of any numeric dtype.
 *
 * @param rows  of the pictures
 * @param file  the name to use in errors, which also name the row
 * @param pictures the pictures' file, for errors
 * @throws InputError if there is not one number a row, one is below zero or not finite, or all are zero
 */
export function parseSampleWeights(
  { data, shape, dtype }: { data: TypedArray; shape: number[]; dtype: Dtype },
  rows: number,
  file: string,
  pictures: string,
): Float32Array {
  if (shape.length === 0 || shape.length > 2 || (shape.length === 2 && shape[1] !== 1)) {
    throw new InputError(`${file} has shape ${shapeText(shape)} (${dtype}): expected one weight a row, (rows,).`);
  }
  if (shape[0] !== rows) {
    throw new InputError(
      `${file} holds ${countText(shape[0])} rows, ${pictures} ${countText(rows)}: every picture needs one weight.`,
    );
  }
  const weights = Float32Array.from(data as ArrayLike<number | bigint>, Number);
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0) {
    throw new InputError(
      `${file}, row ${countText(wrong)}: expected a weight from 0 up, found ${data[wrong]}. 0 leaves a row out of the loss.`,
    );
  }
  if (weights.every((weight) => weight === 0)) {
    throw new InputError(`${file} holds zeros only: expected weights above 0, or no row would count.`);
  }
  return weights;
}

/** The later tables and pictures as tensors. */
import { LETTER_SIDE, letters } from "./retold-pictures";
import { wines } from "./retold-tables";
import { column, oneHot, shaped, standardised } from "./rows";
import { setsOf, type Sets } from "./sets";

/** @returns x [rows, 8], y the grower one-hot [rows, 3], or as a number [rows, 1] */
export function wineSets({ numbers = false } = {}): Sets {
  return setsOf(wines(), ({ x, y }, train) => ({
    x: shaped(standardised(x, train.x), [8]),
    y: numbers ? column(y) : oneHot(y, 3),
  }));
}

/** @returns x [rows, 10, 10, 1] or [rows, 100], y one-hot [rows, 6] */
export function letterSets({ flat = false } = {}): Sets {
  const shape = flat ? [LETTER_SIDE ** 2] : [LETTER_SIDE, LETTER_SIDE, 1];
  return setsOf(letters(), ({ x, y }) => ({ x: shaped(x, shape), y: oneHot(y, 6) }));
}

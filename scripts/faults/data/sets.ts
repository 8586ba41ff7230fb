/** The tables and pictures as tensors, the way most programs want them: training and validation, scaled. */
import type { Subject, SubjectData } from "plateau";
import { WAVE_LENGTH, waves } from "./curves";
import { DIGIT_SIDE, digits, type Tile, TILE_CLASSES, TILE_SIDE, tiles } from "./pictures";
import { column, oneHot, type Parts, type Rows, scaled, shaped, standardised, standardScores } from "./rows";
import { flowers, houses, machines, patients, payments } from "./tables";

export type Sets = Required<Pick<Subject, "data" | "validation">>;

/** @param make a split's tensors; it is given the training rows too, to fit a scaler to */
export function setsOf<Y>(parts: Parts<Y>, make: (rows: Rows<Y>, train: Rows<Y>) => SubjectData): Sets {
  return { data: make(parts.train, parts.train), validation: make(parts.valid, parts.train) };
}

/** @returns x [rows, 2], y [rows, 1] of rings, moons and spirals */
export function planeSets(parts: Parts): Sets {
  return setsOf(parts, ({ x, y }) => ({ x: shaped(x, [2]), y: column(y) }));
}

/** @returns x [rows, 12, 12, 1] or [rows, 144], y one-hot [rows, 10] */
export function digitSets({ factor = 1 / 255, flat = false, rows = 900 } = {}): Sets {
  const shape = flat ? [DIGIT_SIDE ** 2] : [DIGIT_SIDE, DIGIT_SIDE, 1];
  return setsOf(digits(rows), ({ x, y }) => ({ x: shaped(scaled(x, factor), shape), y: oneHot(y, 10) }));
}

/** @returns x [rows, 4], y one-hot [rows, 3], or the class as a number [rows, 1] */
export function flowerSets({ rows = 300, sparse = false } = {}): Sets {
  return setsOf(flowers(rows), ({ x, y }, train) => ({
    x: shaped(standardised(x, train.x), [4]),
    y: sparse ? column(y) : oneHot(y, 3),
  }));
}

/** @returns x [rows, 6], y [rows, 1] */
export function patientSets({ raw = false } = {}): Sets {
  return setsOf(patients(), ({ x, y }, train) => ({
    x: shaped(raw ? x : standardised(x, train.x), [6]),
    y: column(y),
  }));
}

/** @returns x [rows, 5], y [rows, 1] */
export function houseSets({ rawInputs = false, rawTarget = false } = {}): Sets {
  return setsOf(houses(), ({ x, y }, train) => ({
    x: shaped(rawInputs ? x : standardised(x, train.x), [5]),
    y: column(rawTarget ? y : standardScores(y, train.y)),
  }));
}

/** @returns x [rows, 12], y [rows, 1] */
export function paymentSets(rows?: number, share?: number, distance?: number): Sets {
  return setsOf(payments(rows, share, undefined, distance), ({ x, y }) => ({ x: shaped(x, [12]), y: column(y) }));
}

/** @returns x [rows, 32, 1], y one-hot [rows, 3] */
export function waveSets(rows?: number): Sets {
  return setsOf(waves(rows), ({ x, y }) => ({ x: shaped(x, [WAVE_LENGTH, 1]), y: oneHot(y, 3) }));
}

/** @returns x [rows, 12], y the fault one-hot [rows, 3] and the days [rows, 1], scaled unless told */
export function machineSets({ rawDays = false } = {}): Sets {
  return setsOf(machines(), ({ x, y }, train) => {
    const days = (rows: typeof y) => rows.map((row) => row.days);
    const targets = rawDays ? days(y) : standardScores(days(y), days(train.y));
    return {
      x: shaped(x, [12]),
      y: [
        oneHot(
          y.map(({ fault }) => fault),
          3,
        ),
        column(targets),
      ],
    };
  });
}

/** @returns x [rows, 16, 16, 3] in 0..1, y one-hot, an entry for each of `heads` */
export function tileSets(heads: (keyof Tile)[], rows?: number): Sets {
  return setsOf(tiles(rows), ({ x, y }) => ({
    x: shaped(scaled(x, 1 / 255), [TILE_SIDE, TILE_SIDE, 3]),
    y: heads.map((head) =>
      oneHot(
        y.map((tile) => tile[head]),
        TILE_CLASSES[head],
      ),
    ),
  }));
}

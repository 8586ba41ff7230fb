import { type Dataset, Random, type Split, type TypedArray } from "../../data";
import type { DataChange } from "./suspect";

/** Seeds what is drawn here; the same for every training, as a fault in a file would be. */
const SEED = 20;

/** Pixels divided by 255 beyond what the Program does, in both splits. */
export const scaledTwice: DataChange = {
  name: "pixels / 255 / 255",
  apply: (dataset) => inBoth(dataset, (split) => withFloats(split, 1 / 255 ** 2)),
};

/** Training pixels in 0..1, validation's as stored. */
export const scaledInTraining: DataChange = {
  name: "training pixels / 255",
  apply: (dataset) => inBoth(dataset, (split, name) => withFloats(split, name === "train" ? 1 / 255 : 1)),
};

/** Labels of other rows, the same for all heads, in one split or both. */
export function outOfStep(which: "both" | "valid"): DataChange {
  return {
    name: `labels out of step, ${which}`,
    apply: (dataset) =>
      inBoth(dataset, (split, name) =>
        which === "valid" && name === "train" ? split : withLabels(split, permutation(split.rows)),
      ),
  };
}

/** The first head's training labels are the second's; a number too large for it is brought into its range. */
export const labelsOfAnother: DataChange = {
  name: "first head's training labels are the second's",
  apply: ({ train, ...rest }) => {
    const [first, second] = rest.heads;
    const labels = train.labels[second].map((label) => label % rest.classes[first]);
    return { ...rest, train: { ...train, labels: { ...train.labels, [first]: labels } } };
  },
};

/** Each class has another class's number in validation, as when each split numbers its own as they come. */
export const classesRenumbered: DataChange = {
  name: "validation's classes numbered as they come",
  apply: ({ train, valid, ...rest }) => {
    const anew = (labels: Int32Array, from: Int32Array, classes: number) => {
      const [own, others] = [asTheyCome(labels, classes), asTheyCome(from, classes)];
      return labels.map((label) => others[own.indexOf(label)]);
    };
    const labels = Object.entries(valid?.labels ?? {}).map(([head, own]) => [
      head,
      anew(own, train.labels[head], rest.classes[head]),
    ]);
    return { ...rest, train, ...(valid && { valid: { ...valid, labels: Object.fromEntries(labels) } }) };
  },
};

/** Rows of the upper half of a head's classes teach it nothing: an all-zero target has a cross-entropy of zero. */
export const classesLost: DataChange = {
  name: "upper half of the classes without a target",
  apply: ({ train, ...rest }) => {
    const counted = rest.heads.map((head) => {
      const kept = Math.ceil(rest.classes[head] / 2);
      const given = train.sampleWeight?.[head];
      return [head, Float32Array.from(train.labels[head], (label, row) => (label < kept ? (given?.[row] ?? 1) : 0))];
    });
    return { ...rest, train: { ...train, sampleWeight: Object.fromEntries(counted) } };
  },
};

/** Every picture is black. */
export const constantPictures: DataChange = {
  name: "black pictures",
  apply: (dataset) => inBoth(dataset, (split) => withPictures(split, (pixels) => pixels.fill(0 as never))),
};

/** Numbers in the order of channels, rows, columns, taken for rows, columns, channels. */
export const scrambledPictures: DataChange = {
  name: "channels first read as channels last",
  apply: (dataset) =>
    inBoth(dataset, (split) => {
      const [height, width, channels] = split.imageShape;
      const area = height * width;
      return withPictures(split, (pixels) => {
        const from = pixels.slice();
        const size = area * channels;
        for (let at = 0; at < pixels.length; at++) {
          const [picture, within] = [Math.floor(at / size), at % size];
          const [channel, place] = [Math.floor(within / area), within % area];
          pixels[at] = from[picture * size + place * channels + channel];
        }
        return pixels;
      });
    }),
};

/** Training rows sorted by the first head's class. */
export const rowsSorted: DataChange = {
  name: "training rows sorted by the first head",
  apply: ({ train, ...rest }) => {
    const by = train.labels[rest.heads[0]];
    const order = Int32Array.from(by.keys()).sort((a, b) => by[a] - by[b] || a - b);
    return { ...rest, train: withRows(train, order) };
  },
};

/** Training rows in one order, drawn once. */
export const rowsInOneOrder: DataChange = {
  name: "training rows shuffled once",
  apply: ({ train, ...rest }) => ({ ...rest, train: withRows(train, permutation(train.rows)) }),
};

function inBoth(dataset: Dataset, change: (split: Split, name: "train" | "valid") => Split): Dataset {
  const { train, valid } = dataset;
  const changed = change(train, "train");
  return { ...dataset, train: changed, dtype: changed.dtype, ...(valid && { valid: change(valid, "valid") }) };
}

/** @param change of pixels that are its own to write to */
function withPictures(split: Split, change: (pixels: TypedArray) => TypedArray): Split {
  return { ...split, pictures: async (indices) => change((await split.pictures(indices)).slice()) };
}

function withFloats(split: Split, factor: number): Split {
  const pictures: Split["pictures"] = async (indices) => {
    const pixels = await split.pictures(indices);
    const floats = new Float32Array(pixels.length);
    for (let i = 0; i < pixels.length; i++) floats[i] = Number(pixels[i]) * factor;
    return floats;
  };
  return { ...split, dtype: "f4", pictures };
}

function withLabels(split: Split, order: Int32Array): Split {
  const of = <A extends Int32Array | Float32Array>(all: Record<string, A>): Record<string, A> =>
    Object.fromEntries(Object.entries(all).map(([head, own]) => [head, own.map((_, row) => own[order[row]]) as A]));
  return { ...split, labels: of(split.labels), ...(split.sampleWeight && { sampleWeight: of(split.sampleWeight) }) };
}

function withRows(split: Split, order: Int32Array): Split {
  const pictures: Split["pictures"] = (indices) => split.pictures(Int32Array.from(indices, (row) => order[row]));
  return { ...withLabels(split, order), pictures };
}

function permutation(rows: number): Int32Array {
  return new Random(SEED).shuffle(Int32Array.from({ length: rows }, (_, row) => row));
}

/** Classes in the order of their first rows. */
function asTheyCome(labels: Int32Array, classes: number): number[] {
  const all = Array.from({ length: classes }, (_, label) => label);
  return [...new Set([...labels, ...all])];
}

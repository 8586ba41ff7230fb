import type { Dataset } from "./hdf5";
import { InputError } from "../data";

/** One layer's weights in a file, whatever its layout. */
export interface SavedLayer {
  /** The layer's own name; Keras 3 did not store it at first. */
  name?: string;
  /** Keras 3's name of the layer's class, such as "conv2d"; only its own layout has it. */
  kind?: string;
  weights: SavedWeight[];
}

export interface SavedWeight {
  shape: number[];
  values(): Float32Array;
}

/** One layer's weights on their way to a file. */
export interface LayerToSave {
  name: string;
  /** tfjs's name of the class, such as "Conv2D". */
  className: string;
  weights: { name: string; shape: number[]; values: Float32Array }[];
}

/** A weight that is read from the file when its values are asked for, while the file is open. */
export function savedWeight(dataset: Dataset): SavedWeight {
  return {
    shape: dataset.shape ?? [],
    values() {
      const { value } = dataset;
      if (value instanceof Float32Array) return value;
      if (value instanceof Float64Array) return Float32Array.from(value);
      if (typeof value === "number") return Float32Array.of(value);
      throw new InputError(
        `${dataset.path}: expected float32 or float64 weights, found ${JSON.stringify(dataset.dtype)}.`,
      );
    },
  };
}

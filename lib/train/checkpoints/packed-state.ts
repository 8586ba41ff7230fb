import { storedDtype, type StoredArray, type TensorFile, type TensorSource } from "./tensor-file";

/** A state as JSON, and the arrays that were in it. */
export interface PackedState {
  text: string;
  tensors: TensorSource[];
}

/**
 * Writes a state as JSON that comes back the same: numbers that are not finite are spelt out, and typed arrays,
 * wherever they stand in it, go beside it.
 *
 * @param prefix of the arrays' names
 */
export function packState(state: unknown, prefix: string): PackedState {
  const tensors: TensorSource[] = [];
  const text = JSON.stringify(state, (_key, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
    if (!ArrayBuffer.isView(value)) return value;
    const name = `${prefix}/${tensors.length}`;
    const array = value as StoredArray;
    const dtype = storedDtype(array);
    if (!dtype) throw new TypeError(`expected float32, float64, int32 or uint8, found ${value.constructor.name}`);
    tensors.push({ name, dtype, shape: [array.length], read: () => array });
    return { $array: name };
  });
  return { text, tensors };
}

/** What was packed; its arrays are copies. */
export function unpackState({ text, tensors }: TensorFile): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    const { $number, $array } = (value ?? {}) as { $number?: string; $array?: string };
    if ($number !== undefined) return Number($number);
    return $array === undefined ? value : tensors.get($array)!.data.slice();
  });
}

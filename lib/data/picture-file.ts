import { type TypedArray, countText, itemSize, shapeText, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { type NpyRows, openNpy } from "./npy-rows";

/** Height, width and channels of a picture. */
export type ImageShape = [height: number, width: number, channels: number];

/** Pictures in an .npy file, read as they are asked for. */
export interface PictureFile extends NpyRows {
  imageShape: ImageShape;
}

/**
 * A file of at most so many bytes is kept in memory once it is read: 2,920 pictures of 64 x 64 take 36 MB. Larger ones
 * stay on disk, and what the system caches of them is the system's.
 */
const IN_MEMORY_BYTES = 256 << 20;

/**
 * Opens pictures of shape (rows, height, width, channels), with 1, 3 or 4 channels, or (rows, height, width) for grey.
 *
 * @param name     the file's name in errors
 * @param inMemory bytes up to which a file is kept in memory
 * @throws InputError if the file is of another shape
 */
export async function openPictures(path: string, name: string, inMemory = IN_MEMORY_BYTES): Promise<PictureFile> {
  const file = await openNpy(path);
  try {
    const imageShape = imageShapeOf(file.shape, name);
    const small = sizeOf(file.shape) * itemSize(file.dtype) <= inMemory;
    return { ...(small ? keepInMemory(file) : file), imageShape };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function imageShapeOf(shape: readonly number[], name: string): ImageShape {
  const [rows, height, width, channels = 1] = shape;
  const expected =
    "expected (rows, height, width, channels) with 1, 3 or 4 channels, or (rows, height, width) for grey";
  if (shape.length !== 3 && shape.length !== 4) {
    throw new InputError(`${name} has shape ${shapeText(shape)}: ${expected}.`);
  }
  if (rows === 0 || height === 0 || width === 0) {
    throw new InputError(`${name} has shape ${shapeText(shape)} and holds no picture.`);
  }
  if (![1, 3, 4].includes(channels)) {
    const first = [1, 3, 4].includes(height) ? " Channels come last: np.moveaxis(data, 1, -1) puts them there." : "";
    throw new InputError(
      `${name} has shape ${shapeText(shape)}, ${countText(channels)} channels: ${expected}.${first}`,
    );
  }
  return [height, width, channels];
}

/** The same rows, read whole at the first call. */
function keepInMemory(file: NpyRows): NpyRows {
  let reading: Promise<TypedArray> | undefined;
  const rowLength = sizeOf(file.shape.slice(1));
  const gather = (all: TypedArray, indices: ArrayLike<number>) => {
    const out = new (all.constructor as new (length: number) => Uint8Array)(indices.length * rowLength);
    for (let i = 0; i < indices.length; i++) {
      out.set((all as Uint8Array).subarray(indices[i] * rowLength, (indices[i] + 1) * rowLength), i * rowLength);
    }
    return out;
  };
  return {
    ...file,
    async rows(indices) {
      file.check(indices);
      reading ??= file.rows(Uint32Array.from({ length: file.shape[0] }, (_, i) => i));
      return gather(await reading, indices);
    },
    async close() {
      reading = undefined;
      await file.close();
    },
  };
}

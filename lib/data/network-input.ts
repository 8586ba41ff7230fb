import { tf } from "../engine";
import { type Size, bytesToFloat, bytesToTensor, resizeBilinear } from "./byte-tensor";
import { numbers } from "./channel-statistics";
import { type TypedArray, shapeText, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { type FittedPreprocessing, checkCrop, isByte } from "./preprocessing";

/** Pictures, height, width, channels. */
export type PicturesShape = [pictures: number, height: number, width: number, channels: number];

/**
 * Pictures as the network gets them: cut or resized to its size, then scaled. Training, scoring and prediction all go
 * through here, so a picture comes out the same in each.
 *
 * @param pictures one after the other, pixels in the units of the training split; bytes are 0..255 whatever that holds
 * @param shape    theirs, of any height and width
 * @returns float32 of [pictures, height, width, channels]; the caller disposes it
 * @throws InputError if the channels are not those of training, or a centre is to be cut out of too small a picture
 */
export function toInput(pictures: TypedArray, shape: PicturesShape, fitted: FittedPreprocessing): tf.Tensor4D {
  const sized = toSize(pictures, shape, fitted);
  const sizedShape: PicturesShape = [shape[0], ...fitted.size, shape[3]];
  return tf.tidy(() => scale(toFloat(sized, sizedShape, fitted), fitted));
}

/**
 * The first half of `toInput`: cut or resized (see `resizeBilinear`) and not scaled. Bytes stay bytes, rounded, as an
 * image program would store them.
 *
 * @returns the same array where there is nothing to do
 */
export function toSize(pictures: TypedArray, shape: PicturesShape, fitted: FittedPreprocessing): TypedArray {
  const [count, height, width, channels] = shape;
  if (channels !== fitted.stored[2]) {
    throw new InputError(`Expected pictures of ${fitted.stored[2]} channels, as in training, found ${channels}.`);
  }
  if (pictures.length !== sizeOf(shape)) {
    throw new InputError(
      `Pictures of ${shapeText(shape)} take ${sizeOf(shape)} numbers, found ${pictures.length}: the shape is not theirs.`,
    );
  }
  const { size } = fitted;
  if (height === size[0] && width === size[1]) return pictures;
  if (fitted.fit === "crop") return cutCentre(pictures, shape, size);
  if (count === 0) return new Float32Array(0);
  return resize(pictures, shape, size);
}

/** The numbers are taken out of the tensor outside of tidy, which would go through them one by one looking for tensors. */
function resize(pictures: TypedArray, shape: PicturesShape, size: Size): TypedArray {
  const areBytes = pictures instanceof Uint8Array;
  const resized = tf.tidy(() => {
    const values = areBytes ? bytesToTensor(pictures, shape) : tf.tensor4d(new Float32Array(numbers(pictures)), shape);
    return resizeBilinear(values, areBytes, size);
  });
  const values = resized.dataSync() as Float32Array;
  resized.dispose();
  // A clamped array rounds what is put into it; the others cut off.
  return areBytes ? new Uint8Array(new Uint8ClampedArray(values).buffer) : values;
}

function toFloat(pictures: TypedArray, shape: PicturesShape, fitted: FittedPreprocessing): tf.Tensor4D {
  if (!(pictures instanceof Uint8Array)) {
    return tf.tensor4d(pictures instanceof Float32Array ? pictures : new Float32Array(numbers(pictures)), shape);
  }
  const values = bytesToFloat(bytesToTensor(pictures, shape));
  if (isByte(fitted.dtype) || fitted.white === 255) return values;
  if (fitted.white === undefined) {
    throw new InputError(
      "The run was trained on pictures with negative pixels, so what a byte of 0..255 would be among them is not known: " +
        "give pictures scaled in the same way, as floats.",
    );
  }
  return values.mul(fitted.white / 255);
}

function scale(pictures: tf.Tensor4D, { scaling, white, mean, std }: FittedPreprocessing): tf.Tensor4D {
  if (scaling === "none") return pictures;
  if (scaling === "unit") return pictures.div(white!);
  if (scaling === "caffe")
    pictures = (white === 255 ? pictures : pictures.mul<tf.Tensor4D>(255 / white!)).reverse<tf.Tensor4D>(3);
  // A whole line of pixels at a time: a vector of three numbers repeated by the engine takes four times as long.
  const [count, height, width, channels] = pictures.shape;
  const line = (figures: number[]) => tf.tensor1d(figures).tile([width]);
  const lines = pictures.reshape([count * height, width * channels]);
  return lines.sub(line(mean!)).div(line(std!)).reshape(pictures.shape);
}

function cutCentre(pictures: TypedArray, [count, height, width, channels]: PicturesShape, size: Size): TypedArray {
  checkCrop([height, width], size);
  const [top, left] = [Math.floor((height - size[0]) / 2), Math.floor((width - size[1]) / 2)];
  const from = pictures as Uint8Array;
  const out = new (from.constructor as Uint8ArrayConstructor)(count * size[0] * size[1] * channels);
  const line = size[1] * channels;
  for (let n = 0, to = 0; n < count; n++) {
    for (let y = 0; y < size[0]; y++, to += line) {
      const start = ((n * height + top + y) * width + left) * channels;
      out.set(from.subarray(start, start + line), to);
    }
  }
  return out;
}

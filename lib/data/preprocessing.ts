import type { Size } from "./byte-tensor";
import { channelStatistics } from "./channel-statistics";
import type { Split } from "./dataset";
import type { Dtype } from "./dtype";
import { InputError } from "./input-error";
import type { ImageShape } from "./picture-file";
import type { Reporter } from "./reporter";

export const scalings = ["none", "unit", "standard", "caffe"] as const;
export type Scaling = (typeof scalings)[number];

/** Of ImageNet's blue, green and red. See keras.applications.imagenet_utils.preprocess_input. */
const CAFFE_MEANS = [103.939, 116.779, 123.68];

/** What is done to a stored picture before it enters the network. */
export interface Preprocessing {
  /**
   * "none": pixels as stored; "unit": 0..1; "standard": each channel less its mean, over its standard deviation; "caffe": 0..255,
   * channels from red, green, blue to blue, green, red, less ImageNet's means, as Keras's VGG weights want them.
   */
  scaling: Scaling;
  /** Side, or height and width, of what enters the network; as stored when left out. */
  size?: number | Size;
  /** "resize" (the default) squeezes the whole picture to that size; "crop" cuts that size out of its centre. */
  fit?: "resize" | "crop";
  /** For "standard": a number a channel, in the units of the stored pixels. Of the training split when left out. */
  mean?: number[];
  std?: number[];
}

/** A Preprocessing with everything in it that training learned from its split; plain JSON, kept in a run's folder. */
export interface FittedPreprocessing {
  scaling: Scaling;
  size: Size;
  fit: "resize" | "crop";
  /** The stored pictures of the training split: height, width, channels. */
  stored: ImageShape;
  dtype: Dtype;
  /** The stored pixel that stands for white: 255 for bytes, 1 for floats in 0..1; missing when some are negative. */
  white?: number;
  mean?: number[];
  std?: number[];
}

/**
 * Completes a preprocessing by a split's own figures. They are those of the stored pixels, before any resizing. Bytes that
 * are not standardised need no look at the pictures; otherwise they are read once, in bounded memory.
 *
 * @throws InputError if the options contradict each other or the pictures
 */
export async function fitPreprocessing(
  preprocessing: Preprocessing,
  split: Split,
  reporter?: Reporter,
): Promise<FittedPreprocessing> {
  const { scaling, fit = "resize" } = preprocessing;
  const { imageShape: stored, dtype } = split;
  const size = sizeOption(preprocessing.size, stored);
  if (!scalings.includes(scaling)) {
    throw new InputError(
      `preprocessing.scaling: expected "none", "unit", "standard" or "caffe", found ${JSON.stringify(scaling)}.`,
    );
  }
  if (scaling === "caffe" && stored[2] !== 3) {
    throw new InputError(`preprocessing.scaling "caffe" is of pictures of 3 channels, found ${stored[2]}.`);
  }
  if (fit !== "resize" && fit !== "crop") {
    throw new InputError(`preprocessing.fit: expected "resize" or "crop", found ${JSON.stringify(fit)}.`);
  }
  if (fit === "crop") checkCrop(stored, size);
  const given = givenFigures(preprocessing, stored[2]);
  const needsFigures = scaling === "standard" && !given;
  const figures = needsFigures || !isByte(dtype) ? await channelStatistics(split, reporter) : undefined;
  const white = dtype === "u1" ? 255 : dtype === "b1" ? 1 : whiteOf(figures!);
  if ((scaling === "unit" || scaling === "caffe") && white === undefined) {
    throw new InputError(
      `${split.files.pictures.file} holds pixels down to ${figures!.min}: scaling "${scaling}" expects them from 0 up. ` +
        'Choose "standard", or "none" if they are scaled already.',
    );
  }
  // A channel that is constant has no deviation to divide by; as it is, less its mean, it is zero.
  const measured = needsFigures ? { mean: figures!.mean, std: figures!.std.map((std) => std || 1) } : given;
  const fixed = scaling === "caffe" && { mean: [...CAFFE_MEANS], std: [1, 1, 1] };
  return { scaling, size, fit, stored: [...stored], dtype, white, ...measured, ...fixed };
}

/** Whether pixels come as a Uint8Array. */
export function isByte(dtype: Dtype): boolean {
  return dtype === "u1" || dtype === "b1";
}

/** @throws InputError if the size is larger than the picture */
export function checkCrop([height, width]: readonly number[], size: Size): void {
  if (height >= size[0] && width >= size[1]) return;
  throw new InputError(
    `A centre of ${size[0]} x ${size[1]} cannot be cut out of pictures of ${height} x ${width}: ` +
      'choose a smaller size, or fit "resize".',
  );
}

function sizeOption(size: number | Size | undefined, stored: ImageShape): Size {
  const [height, width] = typeof size === "number" ? [size, size] : (size ?? stored);
  if ([height, width].every((side) => Number.isInteger(side) && side > 0)) return [height, width];
  throw new InputError(
    `preprocessing.size: expected a side or [height, width] in whole pixels, found ${JSON.stringify(size)}.`,
  );
}

function givenFigures(
  { scaling, mean, std }: Preprocessing,
  channels: number,
): { mean: number[]; std: number[] } | undefined {
  if (!mean && !std) return undefined;
  if (scaling !== "standard") {
    throw new InputError(`preprocessing.mean and std belong to scaling "standard", found scaling "${scaling}".`);
  }
  if (
    mean?.length !== channels ||
    std?.length !== channels ||
    !std.every((value) => value > 0) ||
    !mean.every(Number.isFinite)
  ) {
    throw new InputError(
      `preprocessing.mean and std: expected ${channels} numbers each, one a channel, std above 0; ` +
        `found ${JSON.stringify(mean)} and ${JSON.stringify(std)}.`,
    );
  }
  return { mean, std };
}

/** 1, 255 or 65535, the least that is not under the largest pixel. */
function whiteOf({ min, max }: { min: number; max: number }): number | undefined {
  if (min < 0) return undefined;
  return [1, 255, 65535].find((white) => max <= white) ?? max;
}

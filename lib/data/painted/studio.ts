import type { SplitName } from "../picture-set";
import { openWorkshop } from "./painting";
import { pictureSequence } from "./sequence";

/** Which pictures are to be painted. */
export interface PaintOrder {
  seed: number;
  split: SplitName;
  count: number;
  height: number;
  width: number;
}

/** @returns paints rows `from` to `to`, which must come after those painted before; their bytes one after the other */
export function openStudio({
  seed,
  split,
  count,
  height,
  width,
}: PaintOrder): (from: number, to: number) => Uint8Array<ArrayBuffer> {
  const paint = openWorkshop(height, width);
  const sequence = pictureSequence(seed, split, count);
  let next = 0;
  return (from, to) => {
    for (; next < from; next++) sequence.next();
    const bytes = new Uint8Array((to - from) * height * width * 3);
    for (; next < to; next++) {
      const { labels, random } = sequence.next().value!;
      bytes.set(paint(labels, random), (next - from) * height * width * 3);
    }
    return bytes;
  };
}

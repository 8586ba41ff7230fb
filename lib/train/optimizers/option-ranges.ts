import { InputError } from "../../data";

type Range = [right: (value: number) => boolean, words: string];

const share: Range = [(value) => value >= 0 && value < 1, "in [0, 1)"];
const notNegative: Range = [(value) => value >= 0, "of at least 0"];

/** What optimizers take beside a rate, which the loop lets a person set to anything: a wrong one is for diagnosis to find. */
const ranges: Record<string, Range> = {
  beta1: share,
  beta2: share,
  momentum: share,
  epsilon: notNegative,
  weightDecay: notNegative,
};

/** @throws InputError naming the first number that is out of range */
export function checkRanges(options: Record<string, number>, optimizer: string): void {
  for (const [name, value] of Object.entries(options)) {
    const range = ranges[name];
    if (range && !range[0](value)) throw new InputError(`expected ${optimizer}'s ${name} ${range[1]}, found ${value}`);
  }
}

import type { HeadFacts } from "../examination";
import type { Remedy } from "../remedy";

/** Where the largest class has no more than so many times an even share, weights change next to nothing. */
const UNEVEN = 1.3;

const isUneven = ({ counts, largestShare }: HeadFacts["target"]): boolean =>
  counts.length > 1 && largestShare > UNEVEN / counts.length;

/** Each class counts as much in the loss as any other, however many rows it has. */
export const weighClasses: Remedy = {
  name: "weigh classes",
  says: "Weighs rows so that every class counts as much in the loss.",
  mends: ["labels-imbalanced", "majority-class"],
  applies: ({ heads }, about) => heads.some(({ name, target }) => isUneven(target) && (about?.head ?? name) === name),
  apply(subject, { heads }, about) {
    const wanted = heads.filter(({ name, target }) => isUneven(target) && (about?.head ?? name) === name);
    const classWeight = Object.fromEntries(
      wanted.map(({ name, target: { counts, rows } }) => {
        const present = counts.filter(Boolean).length;
        return [name, Object.fromEntries(counts.map((count, i) => [i, count ? rows / (present * count) : 1]))];
      }),
    );
    return { ...subject, fit: { ...subject.fit, classWeight } };
  },
};

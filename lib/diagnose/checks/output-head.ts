/**
 * A person sees: a loss at one number from the first epoch on, accuracy at chance, or predictions that end where the targets go on.
 *
 * The head against its loss and its targets: what it answers cannot be what is asked for.
 *
 * Read off topology, loss and label form, as NeuraLint (Nikanjam et al. 2021) does for rules like "a softmax over one unit";
 * unlike a linter it only calls certain what no training can mend. A sigmoid over classes, or a squared error for them, often
 * learns all the same: those are suspicions.
 */
import { tf } from "../../engine";
import type { Check, Suspicion } from "../check";
import type { HeadFacts } from "../examination";
import type { FindingCode } from "../finding";
import { short } from "./short-number";

export const outputHead: Check = {
  name: "output-head",
  codes: [
    "single-unit-softmax",
    "double-softmax",
    "missing-softmax",
    "output-activation",
    "output-width",
    "output-range",
    "loss-unsuitable",
  ],
  stage: "data",
  run: ({ heads }) => heads.flatMap((head) => judged(head)),
};

function judged(head: HeadFacts): Suspicion[] {
  const found: Suspicion[] = [];
  const say = (
    code: FindingCode,
    likelihood: number,
    says: string,
    certain = false,
    more: Suspicion["evidence"] = {},
  ) =>
    found.push({
      code,
      standing: certain ? "cause" : "suspect",
      head: head.name,
      layer: head.layer.name,
      likelihood,
      evidence: {
        activation: head.activations.join(" then ") || "linear",
        units: head.units,
        loss: head.loss,
        targets: head.target.form,
        width: head.target.width,
        ...more,
      },
      says: `${head.name}: ${says}`,
    });
  softmaxes(head, say);
  if (found.length > 0) {
    // What the loss says of the activation is said already; that it is a loss for numbers is another fault.
    if (forNumbers(head)) say("loss-unsuitable", 0.5, `${head.loss} is a loss for numbers; these are classes.`);
    return found;
  }
  const { form } = head.target;
  if (form === "numbers") numbers(head, say);
  else if (form === "one-hot" || form === "shares" || (form === "integers" && head.units > 1)) classes(head, say);
  else if (form === "binary" || form === "signs" || form === "multi-label") yesOrNo(head, say);
  else wholeNumbers(head, say);
  return found;
}

/** Whether classes, or yes and no, are held against a loss for numbers. */
const forNumbers = ({ loss, knownLoss, target: { form } }: HeadFacts): boolean =>
  knownLoss && form !== "numbers" && form !== "integers" && form !== "shares" && !/entropy|kullback|hinge/i.test(loss);

type Say = (
  code: FindingCode,
  likelihood: number,
  says: string,
  certain?: boolean,
  more?: Suspicion["evidence"],
) => void;

const isCrossEntropy = (loss: string) => /crossentropy|kullback/i.test(loss);
const bounded = new Set(["sigmoid", "hardSigmoid", "tanh", "softsign", "softmax"]);

function softmaxes(head: HeadFacts, say: Say): void {
  const { activations, units, layer } = head;
  const count = activations.filter((activation) => activation === "softmax").length;
  if (count > 0 && units === 1) {
    say("single-unit-softmax", 0.98, "softmax over one unit answers 1.0 whatever the input.", true);
  } else if (count > 1) {
    say(
      "double-softmax",
      0.9,
      "softmax on softmax: probabilities are squeezed, and the loss cannot come under ln(e + K - 1) - 1.",
    );
  } else if (count === 1 && units > 1 && !head.knownLoss && takesLogits(head)) {
    say(
      "double-softmax",
      0.9,
      `the head ends in softmax, and its loss (${head.loss || "a function"}) applies softmax again.`,
      false,
      {
        layer: layer.name,
      },
    );
  }
}

/** Cross-entropy over classes. */
function classes(head: HeadFacts, say: Say): void {
  const { activations, units, loss, target, knownLoss } = head;
  const last = activations.at(-1) ?? "linear";
  const wanted = target.width > 1 ? target.width : target.max + 1;
  if (units < wanted || (target.width > 1 && units !== target.width)) {
    const missing = units < wanted;
    // Classes counted from one: it is the labels that are off, and the check of labels says so.
    const fromOne = target.width === 1 && target.min > 0 && target.distinct.length <= units;
    const certain = missing && target.width === 1 && !fromOne;
    say("output-width", fromOne ? 0.45 : missing ? 0.9 : 0.6, `${units} units for ${wanted} classes.`, certain, {
      classes: wanted,
    });
    if (units === 1) return;
  } else if (target.width === 1 && units > wanted) {
    // Units without a class cost little, for they are learned away; many of them are hardly meant.
    say(
      "output-width",
      units >= 2 * wanted && units > wanted + 2 ? 0.4 : 0.04,
      `${units} units for ${wanted} classes.`,
      false,
      {
        classes: wanted,
      },
    );
  }
  if (!knownLoss) {
    if (last !== "softmax" && last !== "linear" && takesLogits(head)) {
      say("output-activation", 0.5, `its loss takes logits of any size, ${last} allows only some.`);
    }
    return;
  }
  if (loss === "categoricalCrossentropy" || loss === "sparseCategoricalCrossentropy" || /kullback/i.test(loss)) {
    if (last === "linear") {
      say("missing-softmax", 0.9, `${loss} takes probabilities, the head answers any numbers: its softmax is missing.`);
    } else if (last !== "softmax") {
      say(
        "output-activation",
        last === "sigmoid" ? 0.45 : 0.8,
        `${loss} over ${units} classes wants softmax, the head ends in ${last}.`,
      );
    }
  } else if (loss === "binaryCrossentropy") {
    // Each unit is then asked for itself: it learns, only slower, the zeros outweighing the ones.
    say(
      "loss-unsuitable",
      last === "softmax" ? 0.42 : 0.4,
      `${loss} asks ${units} yes-or-no questions where one class of ${units} is meant.`,
    );
    if (last !== "softmax" && last !== "sigmoid") {
      say("output-activation", 0.8, `${loss} takes probabilities, the head ends in ${last}.`);
    }
  } else if (!/categoricalHinge/i.test(loss)) {
    say("loss-unsuitable", 0.55, `${loss} is a loss for numbers; these are classes.`);
    if (last === "relu")
      say("output-activation", 0.5, "relu has no gradient where its unit is off; classes want softmax.");
    else if (last !== "softmax") say("output-activation", 0.3, `classes want softmax, the head ends in ${last}.`);
  }
}

/** 0 or 1, -1 or 1, or several of them. */
function yesOrNo(head: HeadFacts, say: Say): void {
  const { activations, units, loss, target, knownLoss } = head;
  const last = activations.at(-1) ?? "linear";
  if (target.form === "binary" && units > 1 && target.width === 1) {
    if (/sparse/i.test(loss)) return classes(head, say);
    say("output-width", 0.8, `${units} units for one yes-or-no label.`, false, { classes: 2 });
    return;
  }
  if (target.width !== units)
    say("output-width", 0.85, `${units} units for labels of ${target.width}.`, false, { classes: target.width });
  if (!knownLoss) return;
  if (/^(sparse)?categorical/i.test(loss)) {
    say(
      "loss-unsuitable",
      0.85,
      `${loss} compares classes with each other, and over ${units} unit${units > 1 ? "s" : ""} of yes or no there are none.`,
    );
    if (last !== "sigmoid") say("output-activation", 0.5, `yes or no wants sigmoid, the head ends in ${last}.`);
    return;
  }
  if (loss === "binaryCrossentropy") {
    if (last !== "sigmoid") {
      say(
        "output-activation",
        last === "softmax" ? 0.5 : 0.85,
        `${loss} takes probabilities, the head ends in ${last}.`,
      );
    }
  } else if (!/hinge/i.test(loss)) {
    say("loss-unsuitable", 0.4, `${loss} is a loss for numbers; the labels are yes or no.`);
    const reaches =
      target.form === "signs" ? last === "tanh" || last === "linear" : last === "sigmoid" || last === "linear";
    if (!reaches) say("output-activation", 0.5, `the labels are yes or no, the head ends in ${last}.`);
  } else if (target.form === "binary" && !/categorical/i.test(loss)) {
    // Keras turns 0 into -1 by itself; tfjs does not, and a row of 0 then pulls at nothing.
    say(
      "loss-unsuitable",
      0.75,
      `${loss} wants -1 and 1, the labels are 0 and 1: a row of 0 costs the same whatever is answered.`,
    );
  }
}

/** One whole number a row, one unit: classes that somebody gave as numbers, or counts. */
function wholeNumbers(head: HeadFacts, say: Say): void {
  const { loss, target } = head;
  if (!isCrossEntropy(loss)) return numbers(head, say);
  const classesSeen = target.distinct.length;
  // Two numbers are yes and no, whichever they are: the check of labels says what is to be made of them.
  if (classesSeen === 2 && loss === "binaryCrossentropy") return;
  say("output-width", 0.85, `one unit for ${classesSeen} classes.`, false, { classes: classesSeen });
  if (loss === "binaryCrossentropy")
    say("loss-unsuitable", 0.6, `${loss} tells two classes apart; there are ${classesSeen}.`);
}

function numbers(head: HeadFacts, say: Say): void {
  const { activations, units, loss, target, knownLoss } = head;
  const last = activations.at(-1) ?? "linear";
  if (target.width !== units) say("output-width", 0.7, `${units} units for ${target.width} numbers a row.`);
  const unitInterval = target.min >= 0 && target.max <= 1;
  if (knownLoss && isCrossEntropy(loss) && !(unitInterval && loss === "binaryCrossentropy")) {
    say("loss-unsuitable", 0.9, `${loss} is a loss for classes; these are numbers.`);
  }
  if (/cosine/i.test(loss)) {
    const says = `${loss} heeds the direction of a row's numbers alone, of a single one its sign: how large they are costs nothing.`;
    say("loss-unsuitable", target.width === 1 ? 0.85 : 0.4, says);
  } else if (/hinge/i.test(loss)) {
    say("loss-unsuitable", 0.8, `${loss} is a loss for classes; these are numbers.`);
  }
  const evidence = { min: target.min, max: target.max };
  if (bounded.has(last)) {
    const [least, most] = /tanh|softsign/.test(last) ? [-1, 1] : [0, 1];
    const reach = target.min >= least && target.max <= most;
    if (!reach)
      say(
        "output-range",
        0.85,
        `${last} answers ${least} to ${most}, the targets run from ${short(target.min)} to ${short(target.max)}.`,
        false,
        evidence,
      );
    else if (last === "softmax")
      say("output-activation", 0.7, "softmax makes the numbers of a row sum to one.", false, evidence);
  } else if (last === "relu") {
    const negative = target.min < 0;
    if (negative)
      say(
        "output-range",
        0.8,
        `relu answers nothing below 0, the targets go down to ${short(target.min)}.`,
        false,
        evidence,
      );
    else
      say(
        "output-activation",
        0.35,
        "relu has no gradient where its unit is off; numbers want a linear unit.",
        false,
        evidence,
      );
  }
}

/** Whether adding the same to all of a row's outputs leaves the loss as it is: then it has a softmax of its own. */
function takesLogits({ units, lossFunction, target }: HeadFacts): boolean {
  return tf.tidy(() => {
    const outputs = tf.tensor2d(
      Array.from({ length: units }, (_, i) => 0.9 - (0.6 * i) / units),
      [1, units],
    );
    const label = target.width > 1 ? tf.oneHot([0], units).cast("float32") : tf.zeros([1, 1]);
    try {
      const of = (shift: number) => tf.mean(lossFunction(label, outputs.add(shift))).dataSync()[0];
      const [low, high] = [of(0), of(3)];
      return Number.isFinite(low) && low > 0 && Math.abs(high - low) < 1e-4 * Math.abs(low);
    } catch {
      // Somebody's own loss may want more than a row.
      return false;
    }
  });
}

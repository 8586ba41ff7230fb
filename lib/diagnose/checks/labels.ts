/**
 * Labels that are not what the loss wants, or not what they were: a loss that cannot fall, or falls to something meaningless.
 *
 * Form against loss is read off: whole numbers where rows of one-hot are wanted, rows that do not sum to one, -1 and 1 for a
 * sigmoid. NaN, one class only, and classes the head has no unit for are read off as well. A class that is most of the
 * rows is no fault by itself (majority and interval say how much is learned beyond it): from nine rows in ten on, the loss can
 * be brought near its floor by that class alone, and for that it is suspected; imbalance that training copes with is a note.
 */
import type { Check, Suspicion } from "../check";
import type { HeadFacts } from "../examination";

const ALMOST_ALL = 0.9;
const MOST = 0.7;

export const labels: Check = {
  name: "labels",
  codes: ["labels-format", "labels-corrupt", "labels-imbalanced"],
  stage: "data",
  run: ({ heads, refusal }) => heads.flatMap((head) => [...form(head, refusal), ...values(head), ...balance(head)]),
};

function form(head: HeadFacts, refusal?: string): Suspicion[] {
  const { name, loss, units, target, activations } = head;
  const format = (says: string, certain: boolean, likelihood: number): Suspicion[] => [
    {
      code: "labels-format",
      standing: certain ? "cause" : "suspect",
      head: name,
      likelihood,
      evidence: {
        form: target.form,
        dtype: target.dtype,
        width: target.width,
        units,
        loss,
        rowsNotOne: target.rowsNotOne,
        min: target.min,
        max: target.max,
      },
      says,
    },
  ];
  const sparse = loss === "sparseCategoricalCrossentropy";
  const classLoss = /categorical|kullback/i.test(loss);
  const wholeNumbers = target.form === "integers" || target.form === "binary";
  if (sparse && target.dtype !== "float32" && refusal?.startsWith(`${name}: `)) {
    return format(`${name}: tfjs's ${loss} takes labels as float32 only, these are ${target.dtype}.`, true, 0.95);
  }
  if (classLoss && !sparse && units > 1 && target.width === 1 && wholeNumbers) {
    return format(
      `${name}: ${loss} wants one-hot rows of ${units}, the labels are whole numbers.`,
      refusal !== undefined,
      0.95,
    );
  }
  if (sparse && target.width > 1) {
    return format(
      `${name}: ${loss} wants a whole number a row, the labels are rows of ${target.width}.`,
      refusal !== undefined,
      0.95,
    );
  }
  if (classLoss && !sparse && target.width > 1 && target.rowsNotOne > 0) {
    const share = target.rowsNotOne / target.rows;
    return format(
      `${name}: ${target.rowsNotOne} of ${target.rows} label rows do not sum to one, as ${loss} takes for granted.`,
      false,
      share > 0.5 ? 0.75 : 0.35,
    );
  }
  const sigmoid = activations.at(-1) === "sigmoid" || loss === "binaryCrossentropy";
  if (target.form === "signs" && sigmoid && !/hinge/i.test(loss)) {
    return format(`${name}: a sigmoid answers 0 to 1, the labels are -1 and 1.`, false, 0.8);
  }
  if (target.form === "integers" && units === 1 && loss === "binaryCrossentropy") {
    const two = target.distinct.length === 2;
    const are = two ? `are ${target.distinct.join(" and ")}` : `run from ${target.min} to ${target.max}`;
    return format(`${name}: ${loss} wants 0 or 1, the labels ${are}.`, false, two ? 0.9 : 0.7);
  }
  return [];
}

function values({ name, loss, units, target, kind }: HeadFacts): Suspicion[] {
  const corrupt = (says: string, evidence: Suspicion["evidence"], likelihood = 0.95, certain = true): Suspicion => ({
    code: "labels-corrupt",
    standing: certain ? "cause" : "suspect",
    head: name,
    likelihood,
    evidence,
    says,
  });
  if (target.nonFinite > 0) {
    return [
      corrupt(`${name}: ${target.nonFinite} labels are NaN or infinite.`, {
        nonFinite: target.nonFinite,
        rows: target.rows,
      }),
    ];
  }
  if (target.distinctRows === 1 && target.rows > 1) {
    return [
      corrupt(`${name}: every row has the same label; there is nothing to tell apart.`, {
        distinct: 1,
        rows: target.rows,
      }),
    ];
  }
  if (
    loss === "sparseCategoricalCrossentropy" &&
    target.width === 1 &&
    target.integers &&
    (target.max >= units || target.min < 0)
  ) {
    const says = `${name}: labels run from ${target.min} to ${target.max}, the head has units 0 to ${units - 1}.`;
    // One unit short is as likely the head's fault as the labels': that is told by the check of the output.
    if (target.min >= 0 && target.distinct.length > units) return [];
    return [corrupt(says, { min: target.min, max: target.max, units }, 0.92, false)];
  }
  if (
    kind.kind === "binary" &&
    target.width === 1 &&
    target.distinct.length > 2 &&
    target.form === "numbers" &&
    loss === "binaryCrossentropy"
  ) {
    const outside = target.min < 0 || target.max > 1;
    if (outside) {
      return [
        corrupt(
          `${name}: ${loss} takes labels in 0..1, these run from ${target.min} to ${target.max}.`,
          { min: target.min, max: target.max },
          0.3,
          false,
        ),
      ];
    }
  }
  return [];
}

function balance({ name, target }: HeadFacts): Suspicion[] {
  const share = target.largestShare;
  if (!(share >= MOST) || target.distinctRows === 1) return [];
  return [
    {
      code: "labels-imbalanced",
      standing: share >= ALMOST_ALL ? "suspect" : "note",
      head: name,
      likelihood: share >= ALMOST_ALL ? 0.4 : 0.08,
      evidence: {
        largestShare: share,
        classes: target.counts.filter((count) => count > 0).length,
        rows: target.rows,
        limit: ALMOST_ALL,
      },
      says: `${name}: ${(share * 100).toFixed(1)} % of the rows are one class, which serves the loss by itself.`,
    },
  ];
}

import { beatsMajority, InputError, LEARNS_AT, type Run, type Subject, tf, train } from "plateau";
import { jStat } from "jstat";

/** What a training run shows about one head. */
export interface HeadLearning {
  head: string;
  learns: boolean;
  says: string;
}

/** Runs a Subject as it is configured, and tells of each head whether it learns, as design.md defines it. */
export async function learningOf(subject: Subject, seed: number): Promise<HeadLearning[]> {
  let run: Run;
  try {
    run = await train(subject, { seed });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [{ head: "all", learns: false, says: `refused: ${error.message.slice(0, 120)}` }];
  }
  try {
    return Object.entries(run.heads).map(([head, { accuracy, majority, rows, loss }], output) => {
      if (Number.isNaN(accuracy)) return { head, ...regressionLearns(subject, run, output) };
      const learns = beatsMajority({ right: Math.round(accuracy * rows), rows }, majority);
      const says = `${accuracy.toFixed(3)} against ${majority.toFixed(3)} of ${rows} rows, loss ${loss.toPrecision(3)}`;
      return { head, learns, says: run.stopped ? `${says} (${run.stopped.slice(0, 80)})` : says };
    });
  } finally {
    run.model.dispose();
  }
}

/** One-sided paired t-test of squared errors against those of the training targets' mean. */
function regressionLearns(subject: Subject, run: Run, output: number): { learns: boolean; says: string } {
  const target = ({ y }: Subject["data"]) => Array.from((Array.isArray(y) ? y[output] : y).dataSync());
  const scored = subject.validation ?? subject.data;
  const training = target(subject.data);
  const constant = training.reduce((sum, value) => sum + value, 0) / training.length;
  const predicted = tf.tidy(() => [run.model.predict(scored.x)].flat()[output].dataSync());
  const gains = target(scored).map((value, i) => (value - constant) ** 2 - (value - predicted[i]) ** 2);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  const p = 1 - jStat.studentt.cdf(mean / Math.sqrt(variance / gains.length), gains.length - 1);
  const baseline = target(scored).reduce((sum, value) => sum + (value - constant) ** 2, 0) / gains.length;
  return {
    learns: p < LEARNS_AT,
    says: `explains ${(mean / baseline).toFixed(3)} of the variance, p ${p.toPrecision(2)}`,
  };
}

import { tf } from "../engine";

/** Initialisers that a spec may name: Keras's, as tfjs spells them and as Keras does. */
export const initializers = [
  "glorotUniform",
  "glorotNormal",
  "heUniform",
  "heNormal",
  "leCunUniform",
  "leCunNormal",
  "randomUniform",
  "randomNormal",
  "truncatedNormal",
  "zeros",
  "ones",
  "glorot_uniform",
  "glorot_normal",
  "he_uniform",
  "he_normal",
  "lecun_uniform",
  "lecun_normal",
  "random_uniform",
  "random_normal",
  "truncated_normal",
] as const;

export type InitializerName = (typeof initializers)[number];
type Initializer = ReturnType<typeof tf.initializers.zeros>;

/** Deviation of a standard normal cut at two deviations; Keras divides by it and tfjs does not. */
const CUT_NORMAL_DEVIATION = 0.87962566103423978;

/**
 * An initialiser with the distribution it has in Keras.
 *
 * tfjs's glorotNormal, heNormal and leCunNormal draw from a normal cut at two deviations and leave the result 12 %
 * too narrow. Here the scale makes up for it. All are tfjs's own classes, so that a model's JSON loads anywhere.
 *
 * @param seed from `seedFor`; not 0
 * @see keras.initializers.VarianceScaling
 */
export function initializerNamed(name: InitializerName, seed: number): Initializer {
  const scaled = (scale: number, mode: "fanIn" | "fanAvg", distribution: "normal" | "uniform") =>
    tf.initializers.varianceScaling({
      scale: distribution === "normal" ? scale / CUT_NORMAL_DEVIATION ** 2 : scale,
      mode,
      distribution,
      seed,
    });
  switch (name.replace(/_/g, "").toLowerCase()) {
    case "glorotuniform":
      return scaled(1, "fanAvg", "uniform");
    case "glorotnormal":
      return scaled(1, "fanAvg", "normal");
    case "heuniform":
      return scaled(2, "fanIn", "uniform");
    case "henormal":
      return scaled(2, "fanIn", "normal");
    case "lecununiform":
      return scaled(1, "fanIn", "uniform");
    case "lecunnormal":
      return scaled(1, "fanIn", "normal");
    case "randomuniform":
      return tf.initializers.randomUniform({ seed });
    case "randomnormal":
      return tf.initializers.randomNormal({ seed });
    case "truncatednormal":
      return tf.initializers.truncatedNormal({ seed });
    case "zeros":
      return tf.initializers.zeros();
    case "ones":
      return tf.initializers.ones();
    default:
      throw new RangeError(`no initialiser is called ${name}`);
  }
}

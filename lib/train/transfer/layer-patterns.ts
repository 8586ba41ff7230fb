import type { tf } from "../../engine";
import { InputError } from "../../data";
import { nearName } from "../near-name";

/**
 * The layers that a pattern names: "block1_conv1", or with * for any letters and ? for one, "block1_*".
 *
 * @param option where the pattern stands, for errors
 * @returns those that have weights, in the model's order
 * @throws InputError if there is none
 */
export function layersNamed(layers: readonly tf.layers.Layer[], pattern: string, option: string): tf.layers.Layer[] {
  const weighted = layers.filter(({ weights }) => weights.length > 0);
  const whole = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
  );
  const found = weighted.filter(({ name }) => whole.test(name));
  if (found.length > 0) return found;
  const names = weighted.map(({ name }) => name);
  const near = nearName(pattern, names);
  throw new InputError(
    `${option}: no layer with weights is called "${pattern}": ` +
      (near ? `did you mean "${near}"?` : `the model has ${names.join(", ")}.`),
  );
}

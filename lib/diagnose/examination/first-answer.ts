import { tf } from "../../engine";
import { InputError } from "../../data";
import type { Subject } from "../../train";
import { type CompiledModel, compiledModel, outputsOf, type TfjsLoss } from "../../train/compiled-model";
import type { StandardData } from "../../train/standard-data";
import type { HeadFacts } from "./head-facts";
import { tidied } from "./tidied";

/** @throws InputError if a model has several inputs, an output without a loss or in a model within, or not as many outputs as targets */
export function checkOutputs(
  { inputNames, outputNames, lossFunctions, outputLayers }: CompiledModel & { inputNames?: string[] },
  { name, data, validation }: Subject,
  layers: readonly { name: string }[],
): void {
  const fail = (words: string): never => {
    throw new InputError(`${name}: ${words}.`);
  };
  if ((inputNames?.length ?? 1) > 1) {
    fail(`expected a model of one input, found ${inputNames!.length} (${inputNames!.join(", ")})`);
  }
  const hidden = outputLayers.find((output) => !layers.some((layer) => layer.name === output.name));
  if (hidden) {
    fail(
      `expected ${hidden.name} among the model's own layers, found it in a model within it: compile that one, and diagnose it`,
    );
  }
  const without = outputNames.filter((_, i) => !(lossFunctions as (TfjsLoss | undefined)[])[i]);
  if (without.length > 0) {
    fail(`expected a loss for each output, found none for ${without.join(", ")}: name one in compile({ loss })`);
  }
  for (const [split, given] of [["data", data] as const, ["validation", validation] as const]) {
    const targets = !given ? outputNames.length : Array.isArray(given.y) ? given.y.length : 1;
    if (targets !== outputNames.length) {
      fail(`expected ${split}.y to have one tensor for each output (${outputNames.join(", ")}), found ${targets}`);
    }
  }
}

/**
 * What a loss says that cannot be taken of its head's labels, found out on two rows.
 *
 * @throws InputError if the model answers nothing to its own data
 */
export function lossRefusal(
  subject: string,
  model: tf.LayersModel,
  heads: readonly HeadFacts[],
  { x, y }: StandardData,
): string | undefined {
  return tidied(() => {
    const first = (tensor: tf.Tensor) => tf.slice(tensor, 0, Math.min(2, tensor.shape[0]));
    const outputs = answers(subject, model, first(x));
    for (const { name, index, loss, lossFunction } of heads) {
      try {
        lossFunction(first(y[name]), outputs[index]);
      } catch (error) {
        return `${name}: ${loss || "its loss"} refuses ${y[name].dtype} labels: ${(error as Error).message}`;
      }
    }
    return undefined;
  });
}

function answers(subject: string, model: tf.LayersModel, x: tf.Tensor): tf.Tensor[] {
  try {
    return outputsOf(compiledModel(model), x, false);
  } catch (error) {
    const { message } = error as Error;
    const how = "A layer of one's own must be made again from what its getConfig() answers";
    throw new InputError(`${subject}: its model, built afresh, fails at its first rows: ${message}. ${how}.`, {
      cause: error,
    });
  }
}

import { tf } from "../../engine";
import type { Adam, Sgd } from "../optimizers";
import { clipGradients, type Clipping } from "../optimizers/clipping";
import { EngineVariable } from "../optimizers/engine-variable";
import type { FusedUpdate } from "../optimizers/moment-optimizer";
import { record } from "./recording";
import { fixedTemplate, type Template } from "./template";

/** Optimizers whose update is one of the engine's own ops. */
export type GraphOptimizer = Adam | Sgd;

/** What an optimizer does with gradients, as ops. */
export interface UpdateTemplate {
  /** From inputs "g0", "g1" ... to as many bounded ones; none where nothing is bounded. */
  clip?: Template;
  /** Changes a variable "weight" and its "moment0" ...; other inputs are its "gradient", "rate" and "momentum". */
  update: Template;
  moments: number;
  decays: boolean;
}

/** Numbers that stand for the rate and the momentum while an update is recorded. */
const RATE = 0.123;
const MOMENTUM = 0.456;

/** Updates of one kind: what an optimizer does may depend on whether it has momentum. */
export function updateKind(optimizer: GraphOptimizer): string {
  return `${optimizer.momentNames.join()} ${optimizer.momentum > 0} ${optimizer.settings.weightDecay > 0}`;
}

/**
 * Records what the optimizer does to one variable; it is the same ops for a variable of any shape, so a small one will do.
 *
 * @param variables how many are trained
 */
export function updateTemplate(optimizer: GraphOptimizer, variables: number): UpdateTemplate {
  const { clipping, applyFused } = optimizer as unknown as {
    clipping: Clipping;
    applyFused(update: FusedUpdate): void;
  };
  const bounded = Object.values(clipping).some((bound) => bound !== undefined);
  return {
    clip: bounded ? clipTemplate(clipping, variables) : undefined,
    update: recordUpdate(optimizer, applyFused.bind(optimizer)),
    moments: optimizer.momentNames.length,
    decays: optimizer.settings.weightDecay > 0,
  };
}

function clipTemplate(clipping: Clipping, variables: number): Template {
  const gradients = Array.from({ length: variables }, () => tf.ones([1]));
  try {
    const named = (input: (name: string, tensor: tf.Tensor) => tf.Tensor) =>
      gradients.map((one, i) => input(`g${i}`, one));
    return fixedTemplate(record((input) => [...clipGradients(named(input), clipping)]));
  } finally {
    tf.dispose(gradients);
  }
}

function recordUpdate(optimizer: GraphOptimizer, apply: (update: FusedUpdate) => void): Template {
  const given = { gradient: tf.zeros([1]), rate: tf.scalar(RATE), momentum: tf.scalar(MOMENTUM) };
  const weight = new EngineVariable(given.gradient);
  const moments = optimizer.momentNames.map(() => new EngineVariable(given.gradient));
  const momentum = optimizer.momentum > 0 ? MOMENTUM : 0;
  const scalars = {
    of: (value: number) => (value === RATE ? given.rate : value === MOMENTUM ? given.momentum : tf.scalar(value)),
  };
  try {
    return fixedTemplate(
      record((input) => {
        input("weight", weight.handle);
        moments.forEach(({ handle }, i) => input(`moment${i}`, handle));
        for (const [name, tensor] of Object.entries(given)) input(name, tensor);
        const numbers = { rate: RATE, momentum, decay: 0 };
        apply({ gradient: given.gradient, weight, moments, numbers, scalars: scalars as FusedUpdate["scalars"] });
        return [];
      }),
    );
  } finally {
    weight.dispose();
    for (const moment of moments) moment.dispose();
    tf.dispose(given);
  }
}

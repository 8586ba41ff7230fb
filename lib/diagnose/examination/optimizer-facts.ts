import type { tf } from "../../engine";
import { learningRateOf } from "../../train";
import { isPlateauOptimizer } from "../../train/optimizers";

/** A compiled optimizer, read off. */
export interface OptimizerFacts {
  /** tfjs's class name: "SGD", "Momentum", "Adam", "Adamax", "Adagrad", "Adadelta", "RMSProp"; "PlateauAdam" and the like. */
  className: string;
  learningRate: number;
  momentum?: number;
  nesterov?: boolean;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  rho?: number;
  decay?: number;
  /** Whether each weight's step is scaled by its own gradients, as Adam's is: then a rate near 1e-3 is usual, else near 1e-2. */
  adaptive: boolean;
  /** All that its class says of itself. */
  config: Record<string, unknown>;
}

export function optimizerFacts(optimizer: tf.Optimizer): OptimizerFacts {
  const className = optimizer.getClassName();
  const config = readConfig(optimizer);
  const number = (...names: string[]) => {
    for (const name of names) {
      const value = config[name] ?? (optimizer as unknown as Record<string, unknown>)[name];
      if (typeof value === "number") return value;
    }
    return undefined;
  };
  return {
    className,
    learningRate: learningRateOf(optimizer),
    momentum: number("momentum"),
    nesterov: Boolean(config.useNesterov ?? config.nesterov),
    beta1: number("beta1"),
    beta2: number("beta2"),
    epsilon: number("epsilon"),
    rho: number("rho"),
    decay: number("decay"),
    adaptive: !/sgd|momentum/i.test(className),
    config,
  };
}

function readConfig(optimizer: tf.Optimizer): Record<string, unknown> {
  if (isPlateauOptimizer(optimizer)) return { ...optimizer.settings };
  try {
    return { ...optimizer.getConfig() };
  } catch {
    // Somebody's own class need not say anything of itself.
    return {};
  }
}

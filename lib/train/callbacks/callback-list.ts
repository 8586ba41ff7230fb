import { tf } from "../../engine";
import { InputError } from "../../data";
import type { Callback, KeptArrays, Training } from "./callback";
import { checkMonitor } from "./monitor";

type Moment = "onTrainBegin" | "onTrainEnd" | "onEpochBegin" | "onEpochEnd" | "onBatchBegin" | "onBatchEnd";

interface TfjsCallback {
  setModel?(model: tf.LayersModel): void;
  setParams?(params: Record<string, unknown>): void;
}

/** What all callbacks of a training must remember, in their order. */
export interface CallbacksState {
  /** JSON. */
  callbacks: { name: string; state: unknown }[];
  /** By "PLACE/NAME"; not JSON. */
  arrays: KeptArrays;
}

/** Calls several callbacks one after the other, in their order. */
export class CallbackList {
  /** @throws InputError if one of them cannot work on this training */
  constructor(
    private readonly callbacks: readonly Callback[],
    private readonly training: Training,
    validates: boolean,
  ) {
    const { model, epochs, batchesPerEpoch } = training;
    // How tfjs's callbacks ask for an end; an earlier training may have left it set.
    model.stopTraining = false;
    for (const callback of callbacks as readonly (Callback & TfjsCallback)[]) {
      checkTfjsMonitor(callback, training);
      callback.setParams?.({ epochs, steps: batchesPerEpoch, verbose: 0, doValidation: validates });
      callback.setModel?.(model);
      callback.setTraining?.(training);
    }
  }

  /** Whether one looks at single batches: what tfjs's base class has there does nothing. */
  get watchBatches(): boolean {
    return this.callbacks.some(({ onBatchEnd }) => onBatchEnd && onBatchEnd !== tf.Callback.prototype.onBatchEnd);
  }

  async call(moment: Moment, ...args: [logs?: object] | [at: number, logs?: object]): Promise<void> {
    for (const callback of this.callbacks) {
      await (callback[moment] as ((...args: unknown[]) => void | Promise<void>) | undefined)?.apply(callback, args);
      if (!this.training.model.stopTraining) continue;
      this.training.model.stopTraining = false;
      this.training.stop(`stopped by ${nameOf(callback)}`);
    }
  }

  /** What a checkpoint keeps of them. */
  state(): CallbacksState {
    const keeping = this.keeping();
    return {
      callbacks: keeping.map((callback) => ({ name: nameOf(callback), state: callback.state!() })),
      arrays: Object.fromEntries(
        keeping.flatMap((callback, place) =>
          Object.entries(callback.arrays?.() ?? {}).map(([name, array]) => [`${place}/${name}`, array]),
        ),
      ),
    };
  }

  /** @throws InputError if the state is of other callbacks than these */
  restore({ callbacks, arrays }: CallbacksState): void {
    const keeping = this.keeping();
    const [saved, given] = [callbacks.map(({ name }) => name), keeping.map(nameOf)].map((names) => names.join(", "));
    if (saved !== given) {
      throw new InputError(
        `expected the callbacks that the checkpoint remembers (${saved || "none"}), found ${given || "none"}: ` +
          "resume with the same callbacks in the same order.",
      );
    }
    keeping.forEach((callback, place) => {
      const own = Object.entries(arrays).filter(([name]) => name.startsWith(`${place}/`));
      const named = own.map(([name, array]) => [name.slice(name.indexOf("/") + 1), array]);
      callback.restore?.(callbacks[place].state, Object.fromEntries(named));
    });
  }

  private keeping(): Callback[] {
    return this.callbacks.filter(({ state }) => state !== undefined);
  }
}

function nameOf(callback: Callback): string {
  return callback.name ?? callback.constructor.name;
}

/** tfjs's early stopping would only warn, and that at every epoch. */
function checkTfjsMonitor(callback: object, { logNames }: Training): void {
  const { monitor } = callback as { monitor?: unknown };
  if (!(callback instanceof tf.Callback) || typeof monitor !== "string") return;
  checkMonitor(callback.constructor.name, monitor, logNames);
}

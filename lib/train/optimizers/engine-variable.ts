import { randomUUID } from "node:crypto";
import { tf } from "../../engine";
import { engineOp } from "../../engine/ops";

/** The part of tfjs-node's backend that makes a variable. */
interface VariableBackend {
  binding: Record<"TF_ATTR_TYPE" | "TF_ATTR_SHAPE" | "TF_ATTR_STRING" | "TF_FLOAT", number>;
  executeSingleOutput(op: string, attributes: object[], inputs: tf.Tensor[]): tf.Tensor;
}

/**
 * A variable of TensorFlow's own, which its fused optimizer ops change in place; tfjs's variables are plain tensors.
 * Like a `tf.Variable`, it is read by `clone` and freed by `dispose`. float32.
 *
 * A tensor that was assigned or read shares the variable's memory until the variable is changed: nothing is copied before.
 */
export class EngineVariable {
  /** Names the variable to an op: the first inputs of ResourceApplyAdam and the like. */
  readonly handle: tf.Tensor;

  /** @param value not disposed */
  constructor(value: tf.Tensor) {
    const backend = tf.backend() as unknown as VariableBackend;
    const { TF_ATTR_TYPE, TF_ATTR_SHAPE, TF_ATTR_STRING, TF_FLOAT } = backend.binding;
    this.handle = tf.keep(
      backend.executeSingleOutput(
        "VarHandleOp",
        [
          { name: "dtype", type: TF_ATTR_TYPE, value: TF_FLOAT },
          { name: "shape", type: TF_ATTR_SHAPE, value: value.shape },
          { name: "container", type: TF_ATTR_STRING, value: "" },
          { name: "shared_name", type: TF_ATTR_STRING, value: randomUUID() },
        ],
        [],
      ),
    );
    this.shape = value.shape;
    this.assign(value);
  }

  readonly shape: number[];

  /** @param value not disposed */
  assign(value: tf.Tensor): void {
    engineOp("AssignVariableOp", ["dtype"], {}, [this.handle, value], 0);
  }

  /** Its present value, which the caller disposes of; later changes of the variable leave it as it is. */
  clone(): tf.Tensor {
    return engineOp("ReadVariableOp", ["dtype"], {}, [this.handle])[0];
  }

  dispose(): void {
    if (this.handle.isDisposed) return;
    engineOp("DestroyResourceOp", [], { ignore_lookup_error: true }, [this.handle], 0);
    this.handle.dispose();
  }
}

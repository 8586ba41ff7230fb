import { tf } from "../../engine";

/** Numbers as scalar tensors, each made once: the engine's ops take their settings as inputs. */
export class Scalars {
  private readonly made = new Map<number, tf.Tensor>();

  /** Not the caller's to dispose of. */
  of(value: number): tf.Tensor {
    let scalar = this.made.get(value);
    if (!scalar) {
      scalar = tf.keep(tf.scalar(value, "float32"));
      this.made.set(value, scalar);
    }
    return scalar;
  }

  dispose(): void {
    tf.dispose([...this.made.values()]);
    this.made.clear();
  }
}

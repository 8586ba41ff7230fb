import type { Attributes } from "./graph-def";
import type { Template, TemplateOp } from "./template";

/**
 * Puts the engine's own op in place of what tfjs composes: the sum over all axes but the last, which the gradient of a
 * bias is, is `BiasAddGrad`, as in TensorFlow's own gradients.
 *
 * A `_FusedConv2D` of convolution, bias and relu was tried too: no faster (lib/train/PERFORMANCE.md).
 */
export function withBiasGradients(template: Template): Template {
  const ops = template.ops.map((op): TemplateOp => {
    if (op.op !== "Sum" || isTrue(op.attributes.keep_dims)) return op;
    const [x, axes] = op.inputs;
    if (!("constant" in axes) || op.shapes[0].length !== 1) return op;
    const reduced = Array.from(template.constants[axes.constant](1).values as Int32Array);
    if (reduced.length === 0 || reduced.some((axis, i) => axis !== i)) return op;
    return { ...op, op: "BiasAddGrad", inputs: [x], attributes: { T: op.attributes.T, data_format: { s: "NHWC" } } };
  });
  return { ...template, ops };
}

const isTrue = (attribute?: Attributes[string]) => attribute !== undefined && "b" in attribute && attribute.b;

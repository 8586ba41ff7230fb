import type { Attributes } from "./graph-def";
import type { Source } from "./recording";
import type { Template, TemplateOp } from "./template";

/**
 * Puts the engine's faster ops in place of what tfjs composes.
 *
 * - The sum over all axes but the last, which the gradient of a bias is, is `BiasAddGrad`, as in
 *   TensorFlow's own gradients.
 * - A convolution, a bias and a relu are one `_FusedConv2D`: its output is written once and not three times.
 */
export function withFasterOps(template: Template): Template {
  return fuseConvolutions(biasGradients(template));
}

function biasGradients(template: Template): Template {
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

/**
 * The fused op stands where the last of the ops it replaces stood, and the others are left for nobody to ask for: what is
 * not asked for, TensorFlow does not run.
 */
function fuseConvolutions(template: Template): Template {
  const ops = [...template.ops];
  const users = usersOf(template);
  const onlyUser = (node: number, op: string): number | undefined => {
    const [user, ...others] = users[node];
    return others.length === 0 && typeof user === "number" && ops[user].op === op ? user : undefined;
  };
  ops.forEach((convolution, node) => {
    if (convolution.op !== "Conv2D") return;
    const sum = onlyUser(node, "AddV2");
    if (sum === undefined) return;
    const [x, bias] = ops[sum].inputs;
    if (!isOutput(x, node) || !("input" in bias)) return;
    const relu = onlyUser(sum, "Relu");
    ops[relu ?? sum] = {
      op: "_FusedConv2D",
      inputs: [...convolution.inputs, bias],
      attributes: fusedAttributes(convolution.attributes, relu === undefined ? ["BiasAdd"] : ["BiasAdd", "Relu"]),
      shapes: ops[relu ?? sum].shapes,
    };
  });
  return { ...template, ops };
}

function fusedAttributes(attributes: Attributes, fused: string[]): Attributes {
  const { T, strides, padding, data_format, dilations, explicit_paddings } = attributes;
  return {
    T,
    strides,
    padding,
    data_format,
    dilations,
    ...(explicit_paddings && { explicit_paddings }),
    num_args: { i: 1 },
    num_host_args: { i: 0 },
    TArgs: { types: "type" in T ? [T.type] : [] },
    fused_ops: { strings: fused },
  };
}

const isOutput = (source: Source, node: number) => "node" in source && source.node === node && source.output === 0;

/** Of each op, the ops that use it, each once a use, and "outside" for an output of the template. */
function usersOf({ ops, outputs }: Template): (number | "outside")[][] {
  const users = ops.map((): (number | "outside")[] => []);
  ops.forEach(({ inputs }, user) => {
    for (const source of inputs) if ("node" in source) users[source.node].push(user);
  });
  for (const source of outputs) if ("node" in source) users[source.node].push("outside");
  return users;
}

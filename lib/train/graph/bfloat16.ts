import { readFileSync } from "node:fs";
import { BFLOAT16, FLOAT } from "./graph-def";
import type { Source } from "./recording";
import type { Template, TemplateOp } from "./template";

/**
 * Ops that take nearly all of a step's time, whose float inputs and outputs bfloat16 halves; and which input of each is not
 * floats but the whole numbers of a shape.
 */
const CONVOLUTIONS = new Map([
  ["Conv2D", undefined],
  ["Conv2DBackpropInput", 0],
  ["Conv2DBackpropFilter", 1],
]);

/** Of x86 (AVX-512 and AMX) and of arm64, as Linux names them. */
const FLAGS = /\b(avx512_bf16|amx_bf16|bf16)\b/;

/** Whether the processor multiplies bfloat16 itself; without, TensorFlow would compute them the slow way. */
export function hasBfloat16(cpuinfo = "/proc/cpuinfo"): boolean {
  try {
    return FLAGS.test(readFileSync(cpuinfo, "utf8"));
  } catch {
    return false;
  }
}

/**
 * Lets convolutions and their gradients multiply bfloat16, which has float32's range and 8 bits of its 24: their inputs
 * are rounded to it, sums inside are float32, and their outputs are rounded. Weights, moments and everything else stay
 * float32, as under Keras's policy "mixed_bfloat16".
 */
export function withBfloat16(template: Template): Template {
  const ops: TemplateOp[] = [];
  /** What stands now for an output of an old op. */
  const moved = new Map<string, Source>();
  /** What was rounded already, by what it was rounded from. */
  const rounded = new Map<string, Source>();
  const add = (op: TemplateOp) => ({ node: ops.push(op) - 1, output: 0 });
  const cast = (x: Source, from: number, to: number, shape: readonly number[]) =>
    add({ op: "Cast", inputs: [x], attributes: { SrcT: { type: from }, DstT: { type: to } }, shapes: [shape] });
  const now = (source: Source) => moved.get(keyOf(source)) ?? source;
  const lower = (source: Source): Source => {
    const key = keyOf(source);
    const known = rounded.get(key);
    if (known) return known;
    const made = cast(now(source), FLOAT, BFLOAT16, []);
    rounded.set(key, made);
    return made;
  };
  template.ops.forEach((op, node) => {
    const { shapes } = op;
    if (!CONVOLUTIONS.has(op.op)) {
      const { node: placed } = add({ ...op, inputs: op.inputs.map(now) });
      shapes.forEach((_, output) => moved.set(keyOf({ node, output }), { node: placed, output }));
      return;
    }
    const sizes = CONVOLUTIONS.get(op.op);
    const inputs = op.inputs.map((source, i) => (i === sizes ? now(source) : lower(source)));
    const result = add({ ...op, inputs, attributes: { ...op.attributes, T: { type: BFLOAT16 } } });
    rounded.set(keyOf({ node, output: 0 }), result);
    moved.set(keyOf({ node, output: 0 }), cast(result, BFLOAT16, FLOAT, shapes[0]));
  });
  return { ...template, ops, outputs: template.outputs.map(now) };
}

function keyOf(source: Source): string {
  return JSON.stringify(source);
}

import { BFLOAT16, FLOAT, INT32 } from "../../engine/ops";
import * as pb from "../../engine/graph-protocol";

export { BFLOAT16, FLOAT, INT32 };

/** One attribute of an op, by what it is in a graph's protocol buffer. */
export type Attribute =
  | { type: number }
  | { i: number }
  | { f: number }
  | { b: boolean }
  | { s: string }
  | { shape: readonly number[] }
  | { types: readonly number[] }
  | { ints: readonly number[] }
  | { floats: readonly number[] }
  | { strings: readonly string[] }
  | { tensor: Constant };
export type Attributes = Readonly<Record<string, Attribute>>;

/** A tensor written into a graph. */
export interface Constant {
  dtype: number;
  shape: readonly number[];
  values: ArrayBufferView;
}

/** An output of a node: "NAME" or "NAME:1". As a control input, "^NAME". */
export type Ref = string;

/** The version of TensorFlow's graphs that this writes, and the oldest that can read it; those of TensorFlow 2. */
const PRODUCER = 1395;
const MIN_CONSUMER = 12;

/** A TensorFlow graph that is being written, node by node. */
export class GraphDef {
  private readonly def = new pb.GraphDef();
  private readonly constants = new Map<string, Ref>();
  private count = 0;

  constructor() {
    const versions = new pb.VersionDef();
    versions.setProducer(PRODUCER);
    versions.setMinConsumer(MIN_CONSUMER);
    this.def.setVersions(versions);
  }

  /**
   * @param inputs of the op in their order, then control inputs
   * @param name one of its own unless told
   * @returns the node's name, which is its first output
   */
  node(op: string, inputs: readonly Ref[] = [], attributes: Attributes = {}, name?: string): Ref {
    const node = new pb.NodeDef();
    const own = name ?? `${op.replace(/^_+/, "")}_${this.count++}`;
    node.setName(own);
    node.setOp(op);
    for (const input of inputs) node.addInput(input);
    const map = node.getAttrMap();
    for (const [key, attribute] of Object.entries(attributes)) map.set(key, attributeProto(attribute));
    this.def.addNode(node);
    return own;
  }

  /** Equal constants are one node. */
  constant(constant: Constant): Ref {
    const { dtype, shape, values } = constant;
    const key = `${dtype} ${shape.join()} ${Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("latin1")}`;
    let ref = this.constants.get(key);
    if (ref === undefined) {
      ref = this.node("Const", [], { dtype: { type: dtype }, value: { tensor: constant } });
      this.constants.set(key, ref);
    }
    return ref;
  }

  scalar(value: number): Ref {
    return this.constant({ dtype: FLOAT, shape: [], values: Float32Array.of(value) });
  }

  ints(values: readonly number[], shape: readonly number[] = [values.length]): Ref {
    return this.constant({ dtype: INT32, shape, values: Int32Array.from(values) });
  }

  placeholder(name: string, shape: readonly number[], dtype = FLOAT): Ref {
    return this.node("Placeholder", [], { dtype: { type: dtype }, shape: { shape } }, name);
  }

  /** A node that answers nothing of use, once others have run. */
  after(name: string, nodes: readonly Ref[]): Ref {
    const controls = nodes.map((node) => `^${node}`);
    return this.node("Identity", [this.ints([0], []), ...controls], { T: { type: INT32 } }, name);
  }

  /** The graph as a SavedModel's bytes. @param tag that it is loaded by */
  savedModel(tag: string): Uint8Array {
    const info = new pb.MetaGraphDef.MetaInfoDef();
    info.addTags(tag);
    const meta = new pb.MetaGraphDef();
    meta.setMetaInfoDef(info);
    meta.setGraphDef(this.def);
    const saved = new pb.SavedModel();
    saved.setSavedModelSchemaVersion(1);
    saved.addMetaGraphs(meta);
    return saved.serializeBinary();
  }
}

function attributeProto(attribute: Attribute): pb.AttrValue {
  const value = new pb.AttrValue();
  if ("type" in attribute) value.setType(attribute.type);
  else if ("i" in attribute) value.setI(attribute.i);
  else if ("f" in attribute) value.setF(attribute.f);
  else if ("b" in attribute) value.setB(attribute.b);
  else if ("s" in attribute) value.setS(Buffer.from(attribute.s));
  else if ("shape" in attribute) value.setShape(shapeProto(attribute.shape));
  else if ("tensor" in attribute) value.setTensor(tensorProto(attribute.tensor));
  else value.setList(listProto(attribute));
  return value;
}

type ListAttribute = Extract<
  Attribute,
  { types: unknown } | { ints: unknown } | { floats: unknown } | { strings: unknown }
>;

function listProto(attribute: ListAttribute): pb.AttrValue.ListValue {
  const list = new pb.AttrValue.ListValue();
  if ("types" in attribute) list.setTypeList([...attribute.types]);
  else if ("ints" in attribute) list.setIList([...attribute.ints]);
  else if ("floats" in attribute) list.setFList([...attribute.floats]);
  else list.setSList(attribute.strings.map((text) => Buffer.from(text)));
  return list;
}

function shapeProto(shape: readonly number[]): pb.TensorShape {
  const proto = new pb.TensorShape();
  for (const size of shape) {
    const dim = new pb.TensorShape.Dim();
    dim.setSize(size);
    proto.addDim(dim);
  }
  return proto;
}

function tensorProto({ dtype, shape, values }: Constant): pb.Tensor {
  const proto = new pb.Tensor();
  proto.setDtype(dtype);
  proto.setTensorShape(shapeProto(shape));
  proto.setTensorContent(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return proto;
}

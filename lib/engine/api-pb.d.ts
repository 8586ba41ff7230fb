/** The part of TensorFlow's protocol buffers, as tfjs-node ships them, that a graph is written with. */
declare module "@tensorflow/tfjs-node-gpu/dist/proto/api_pb" {
  export class TensorShape {
    addDim(dim: TensorShape.Dim): void;
  }
  export namespace TensorShape {
    class Dim {
      setSize(size: number): void;
    }
  }
  export class Tensor {
    setDtype(dtype: number): void;
    setTensorShape(shape: TensorShape): void;
    setTensorContent(bytes: Uint8Array): void;
  }
  export class AttrValue {
    setType(dtype: number): void;
    setShape(shape: TensorShape): void;
    setI(value: number): void;
    setF(value: number): void;
    setB(value: boolean): void;
    setS(value: Uint8Array): void;
    setTensor(tensor: Tensor): void;
    setList(list: AttrValue.ListValue): void;
  }
  export namespace AttrValue {
    class ListValue {
      setIList(values: number[]): void;
      setFList(values: number[]): void;
      setTypeList(values: number[]): void;
      setSList(values: Uint8Array[]): void;
    }
  }
  export class NodeDef {
    setName(name: string): void;
    setOp(op: string): void;
    addInput(input: string): void;
    getAttrMap(): { set(name: string, value: AttrValue): void };
  }
  export class VersionDef {
    setProducer(version: number): void;
    setMinConsumer(version: number): void;
  }
  export class GraphDef {
    addNode(node: NodeDef): void;
    setVersions(versions: VersionDef): void;
  }
  export class MetaGraphDef {
    setMetaInfoDef(info: MetaGraphDef.MetaInfoDef): void;
    setGraphDef(graph: GraphDef): void;
  }
  export namespace MetaGraphDef {
    class MetaInfoDef {
      addTags(tag: string): void;
    }
  }
  export class SavedModel {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: MetaGraphDef): void;
    serializeBinary(): Uint8Array;
  }
}

/** TensorFlow's protocol buffers, as tfjs-node brings them: what a graph is written in. */
export * from "@tensorflow/tfjs-node-gpu/dist/proto/api_pb";

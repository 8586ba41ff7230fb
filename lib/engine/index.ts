/**
 * The one door to TensorFlow.js: every other file of the library takes `tf` from here, so that the shim for
 * newer Nodes is always in place before the engine loads, and only one engine is in memory.
 */
import "./node-shim";
import * as tf from "@tensorflow/tfjs-node-gpu";

export { tf };

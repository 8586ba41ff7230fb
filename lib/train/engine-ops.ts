export { engineOp, hasEngineOps, type OpAttributes } from "../engine/ops";

import type { FindingCode } from "plateau";

/** Codes a Subject cannot have: tfjs refuses such a model, so only a Program can. */
export const PROGRAM_ONLY: readonly FindingCode[] = ["stale-graph"];

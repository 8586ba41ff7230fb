/** The part of jStat that is used here; the package brings no types. */
declare module "jstat" {
  export const jStat: {
    mean(values: readonly number[]): number;
    median(values: readonly number[]): number;
    beta: { inv(probability: number, alpha: number, beta: number): number };
    normal: { inv(probability: number, mean: number, std: number): number };
    studentt: { cdf(t: number, freedom: number): number };
    /** The regularised incomplete beta function; `false` outside 0..1. */
    ibeta(x: number, a: number, b: number): number | false;
  };
}

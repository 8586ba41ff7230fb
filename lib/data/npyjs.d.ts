/** npyjs ships its types as an ES module's, which a CommonJS file may not import; this is the part used here. */
declare module "npyjs" {
  export function float16ToFloat32(bits: number): number;
  export function parse(file: ArrayBuffer): { data: ArrayBufferView; shape: number[]; dtype: string };
  export function dump(array: ArrayBufferView, shape: number[]): ArrayBuffer;
}

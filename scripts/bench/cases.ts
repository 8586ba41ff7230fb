/** What the bench measures: networks of a width, with so many pictures in a batch. */
export interface Case {
  /** 1 is the question's network; the filters of every convolution are multiplied by it. */
  width: number;
  batch: number;
}

/** The question's network and one of a quarter of its width, each with large batches and with small ones. */
const WIDTHS = [1, 0.25];
const BATCHES = [50, 10];

/** All four, or those of them that have the width or the batch given; both given, that one case. */
export function casesOf({ width, batch }: Partial<Case>): Case[] {
  const widths = width === undefined ? WIDTHS : [width];
  const batches = batch === undefined ? BATCHES : [batch];
  return widths.flatMap((width) => batches.map((batch) => ({ width, batch })));
}

/** Pictures in the next so many batches, from the `first`th batch (from 0) on; a pass over the rows ends in a part batch. */
export function picturesIn(batches: number, first: number, batch: number, rows: number): number {
  const perPass = Math.ceil(rows / batch);
  const until = (count: number) => Math.floor(count / perPass) * rows + (count % perPass) * batch;
  return until(first + batches) - until(first);
}

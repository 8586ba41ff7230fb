/** Settings of an axis of whole epochs, of which some five are numbered. */
export function epochAxis(epochs: number): object {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((each) => epochs / each <= 6) ?? 2000;
  return {
    title: { text: "epoch" },
    tick0: 0,
    dtick: step,
    range: epochs < 2 ? [0, 2] : [0, epochs * 1.03],
  };
}

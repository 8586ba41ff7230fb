import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset, LabelLink, PixelCounts } from "../../../lib/data";
import { answerCaptions, comparedScores, sharedHeads, sharingSentence } from "../../../lib/show/multi-task";
import { constantSentence, linkSentence, pixelSentence, scoreSentence } from "../../../lib/show/sentences";
import { learned, percent, percentRange, whole } from "../../../lib/show/words";
import type { Epoch, PairedDifference, Run } from "../../../lib/train";

test("shares, ranges and counts as people write them", () => {
  assert.deepEqual([percent(0.2087), percentRange([0.18, 0.2414]), whole(2920)], ["20.9 %", "18.0 to 24.1 %", "2,920"]);
});

test("what was learned is a list, escaped on a page and plain in a terminal", () => {
  const { html, text } = learned(["a < b", "c"]);
  assert.match(html, /<ul class="plateau-learned">\n<li>a &#60; b<\/li>\n<li>c<\/li>/);
  assert.equal(text, "- a < b\n- c");
});

test("a score is more than, less than or no different from the baseline, by its whole interval", () => {
  const score = { accuracy: 0.3, chance: 0.1, loss: 1, rows: 690 };
  const said = (interval: [number, number], majority: number) =>
    scoreSentence("style", { ...score, interval, majority });
  assert.match(said([0.27, 0.33], 0.2), /30\.0 % right .* more than the 20\.0 %/);
  assert.match(said([0.27, 0.33], 0.28), /no different from the 28\.0 %/);
  assert.match(said([0.27, 0.33], 0.4), /less than the 40\.0 %/);
  assert.match(scoreSentence("age", { ...score, accuracy: NaN, interval: [NaN, NaN], majority: NaN }), /regression/);
});

test("a constant answer's sentence has its exact interval", () => {
  const row = { head: "style", classes: 10, answer: "Baroque", scored: "validation", correct: 2, rows: 10 } as const;
  const said = constantSentence({ ...row, accuracy: 0.2, chance: 0.1 });
  // R's binom.test(2, 10): 0.0252 to 0.5561
  assert.match(said, /“Baroque” is right for 20\.0 % of 10 validation pictures \(95 % interval 2\.5 to 55\.6 %\)/);
});

test("the most telling label is the one that adds most to what is known without it", () => {
  const link = (known: string, guessed: string, accuracy: number, majority: number): LabelLink => {
    return { known, guessed, accuracy, majority, rows: 10 };
  };
  assert.match(linkSentence([link("a", "b", 0.9, 0.8), link("b", "a", 0.7, 0.2)]), /knows a picture's b guesses its a/);
  assert.match(linkSentence([]), /one label only/);
});

test("pixels of 0..255 are far from order one, those of 0..1 are not", () => {
  const pixels = (min: number, max: number) => [{ min, max } as PixelCounts];
  assert.match(pixelSentence(pixels(0, 255)), /far from order one/);
  assert.match(pixelSentence(pixels(0, 1)), /is of order one/);
});

const dataset = {
  heads: ["style", "one", "genre"],
  classes: { style: 3, one: 1, genre: 2 },
  classNames: { style: ["a", "b", "c"], genre: ["x", "y"] },
  train: { labels: { style: Int32Array.of(0, 1), genre: Int32Array.of(0, 1) } },
} as unknown as Dataset;

test("heads with one class are left out of what is shared, in so many words", () => {
  const { heads, says } = sharedHeads(dataset);
  assert.deepEqual(heads, ["style", "genre"]);
  assert.match(says, /style \(3 classes\), genre \(2 classes\)\. Left out, .* one/);
  assert.match(sharedHeads({ ...dataset, heads: ["one"] }).says, /Nothing is trained/);
  assert.match(sharedHeads({ ...dataset, heads: ["style"] }).says, /shares with nobody/);
});

test("captions name the likeliest class, and the truth where it is another", () => {
  const guess = (name: string, probability: number) => [{ name, probability }];
  const answers = [{ style: guess("a", 0.93), genre: guess("y", 0.5) }];
  assert.deepEqual(answerCaptions(answers, dataset, [0]), ["93 % a\n50 % y\n(is x)"]);
});

test("what sharing did is one sentence", () => {
  const found = (head: string, verdict: string) => ({ head, verdict }) as PairedDifference;
  const said = sharingSentence([found("a", "helped"), found("b", "helped"), found("c", "no difference seen")]);
  assert.match(said, /helped a and b and made no difference that is seen to c, compared/);
  assert.match(sharingSentence([]), /no second model/);
});

test("scores are taken at an epoch, or at the end as the run scored them", () => {
  const measures = (accuracy: number) => ({ loss: 1, penalty: 0, rows: 100, heads: { style: { loss: 1, accuracy } } });
  const epoch = (i: number): Epoch => {
    const [training, validation] = [measures(0.5), measures(0.1 * i)];
    return { epoch: i, training, validation, learningRate: 1e-3, seconds: 1 };
  };
  const score = { accuracy: 0.31, interval: [0.2, 0.4], majority: 0.2, chance: 0.1, loss: 1, rows: 100 };
  const run = { history: [epoch(1), epoch(2), epoch(3)], heads: { style: score } } as unknown as Run;
  const [early] = comparedScores(run, "early", 2);
  assert.ok(early.accuracy === 0.2 && early.interval[0] < 0.2 && early.interval[1] > 0.2);
  assert.deepEqual(comparedScores(run, "end")[0].interval, [0.2, 0.4]);
  assert.equal(comparedScores(run, "longer than it was", 9)[0].accuracy, 0.31);
});

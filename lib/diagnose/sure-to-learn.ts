import type { HeadOutcome, ObservedEpoch } from "./examination";

/** A run whose every head is so sure to learn that it may end before its last epoch. */
const SURE = 1e-8;
/** Of the whole budget, a treated run that takes more may be ended once it is sure. */
const LONG_RUN = 1 / 20;
/** The configured run, of which more is wanted, only if the whole of it would take so many seconds. */
const LONG_CONFIGURED_RUN = 120;

/** Why a run ended that was sure to learn. */
export const SURE_TO_LEARN = "every head learns";

/** Answers why a run should end there, if it should. */
export type EndOfRun = (history: readonly ObservedEpoch[]) => string | undefined;

/** For a treated run that takes so many seconds: ends it at two looks running at which every head is sure to learn. */
export function endOfTreatedRun(seconds: number, budget: { seconds: number }): EndOfRun | undefined {
  return seconds > LONG_RUN * budget.seconds ? surelyLearns : undefined;
}

/** For the configured run, whose length is known only once it runs. */
export function endOfConfiguredRun(epochs: number): EndOfRun {
  const begun = performance.now();
  return (history) => {
    const wholeSeconds = (((performance.now() - begun) / 1000) * epochs) / history.length;
    return wholeSeconds > LONG_CONFIGURED_RUN ? surelyLearns(history) : undefined;
  };
}

function surelyLearns(history: readonly ObservedEpoch[]): string | undefined {
  const looks = history.filter(({ outcomes }) => outcomes).slice(-2);
  const sure = looks.length === 2 && looks.every(({ outcomes }) => Object.values(outcomes!).every(isSure));
  return sure ? SURE_TO_LEARN : undefined;
}

const isSure = ({ p, learns }: HeadOutcome): boolean => learns && p < SURE;

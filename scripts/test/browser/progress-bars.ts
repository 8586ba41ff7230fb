import type { Locator, Page } from "playwright-core";

/** A progress bar as it was at some moment. */
export interface Bar {
  stage: string;
  done: number;
  total: number;
}

/** Makes the page keep every state of every progress bar that it shows, from its loading on. */
export async function watchProgressBars(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Bar[] = ((window as unknown as Watched).seenBars = []);
    const last = new Map<string, string>();
    const look = (): void => {
      for (const bar of document.querySelectorAll<HTMLProgressElement>(".plateau-progress progress")) {
        const stage = bar.parentElement?.querySelector("b")?.textContent ?? "";
        const state = `${bar.value} of ${bar.max}`;
        if (last.get(stage) === state) continue;
        last.set(stage, state);
        seen.push({ stage, done: bar.value, total: bar.max });
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** What was seen since the last time, in order. */
export function takeSeenBars(page: Page): Promise<Bar[]> {
  return page.evaluate(() => (window as unknown as Watched).seenBars.splice(0));
}

interface Watched {
  seenBars: Bar[];
}

/** The bars that are there now, such as are not full. */
export function unfinished(bars: Locator): Promise<string[]> {
  return bars.evaluateAll((all) =>
    (all as HTMLProgressElement[])
      .filter(({ value, max }) => value < max)
      .map((bar) => `${bar.parentElement?.textContent}: ${bar.value} of ${bar.max}`),
  );
}

/** Stages of training whose bar was seen less than twice before its end. */
export function unmoved(seen: Bar[]): string[] {
  const training = seen.filter(({ stage }) => /^training/i.test(stage));
  return [...new Set(training.map(({ stage }) => stage))].filter(
    (stage) => new Set(training.filter((bar) => bar.stage === stage).map(({ done }) => done)).size < 2,
  );
}

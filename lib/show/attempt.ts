/** What came of something that may well fail. */
export interface Attempt<T> {
  /** What was tried. */
  step: string;
  failed: boolean;
  /** The error's own words, or that there was none. */
  says: string;
  /** What it answered; nothing where it failed. */
  result?: T;
}

/**
 * Tries what may fail, and answers with what it said: errors that are themselves what a page is about.
 *
 * @param step what is tried, in a few words
 */
export async function attempt<T>(step: string, run: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { step, failed: false, says: "no error", result: await run() };
  } catch (error) {
    return { step, failed: true, says: error instanceof Error ? error.message : String(error) };
  }
}

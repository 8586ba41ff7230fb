import { setTimeout } from "node:timers/promises";

const PAUSE_MS = 100;

/**
 * Asks again and again until there is an answer.
 *
 * @param what said when patience is at its end: what was waited for
 * @param patience milliseconds
 */
export async function waitUntil<T>(
  what: string,
  patience: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  for (const until = Date.now() + patience; ; await setTimeout(PAUSE_MS)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > until) throw new Error(`waited ${patience / 1000} s in vain until ${what}`);
  }
}

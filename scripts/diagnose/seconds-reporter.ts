import type { Progress, Reporter } from "plateau";

/**
 * A diagnosis tells of itself between its runs, which may be minutes apart. This one tells each second, by the clock, how much
 * of the time that it was given is left, until `end`, which says whether it is done or has failed.
 */
export function secondsReporter(reporter: Reporter): Reporter & { end(how: "done" | "failed"): void } {
  let latest: { progress: Progress; at: number } | undefined;
  const tell = () => {
    if (!latest) return;
    const { progress, at } = latest;
    const done = Math.min(progress.total - 1, Math.round(progress.done + (performance.now() - at) / 1000));
    reporter.progress({ ...progress, done, secondsLeft: progress.total - done });
  };
  const timer = setInterval(tell, 1000);
  timer.unref();
  return {
    progress(progress) {
      if (progress.unit !== "seconds") return reporter.progress(progress);
      latest = { progress, at: performance.now() };
      tell();
    },
    say: (text) => reporter.say(text),
    end(how) {
      clearInterval(timer);
      if (latest && how === "done")
        reporter.progress({ ...latest.progress, done: latest.progress.total, note: "done" });
      latest = undefined;
    },
  };
}

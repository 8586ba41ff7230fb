/** The look of a diagnosis' page: plain, light or dark by the reader's system. */
export const diagnosisStyle = `
:root { --ground: #ffffff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --tint: #f6f8fa; --good: #12705f; --bad: #b3261e; --unsure: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --text: #e3e6ea; --faint: #9aa4af; --line: #39424c; --tint: #1d232a; --good: #4cc9b0; --bad: #ff8f85; --unsure: #f0b27a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 17px/1.6 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin: 2.4rem 0 0.6rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 0.4rem; font-size: 1.15rem; }
.verdict { font-size: 1.3rem; font-weight: 600; padding: 0.8rem 1rem; border-left: 6px solid; background: var(--tint); }
.verdict.learning { border-color: var(--good); }
.verdict.not-learning { border-color: var(--bad); }
.verdict.undecided, .cut { border-color: var(--unsure); }
.cut { padding-left: 1rem; border-left: 6px solid var(--unsure); }
.finding { margin: 1rem 0; padding: 1rem; background: var(--tint); border: 1px solid var(--line); border-left: 6px solid var(--line); border-radius: 6px; }
.finding.cause { border-left-color: var(--bad); }
.finding.suspect { border-left-color: var(--unsure); }
.finding p { margin: 0.4rem 0; }
.means, .made, .place, figcaption, summary { color: var(--faint); font-size: 0.95rem; }
.place { font-weight: normal; }
code { font-size: 0.8em; font-weight: normal; color: var(--faint); }
figure { margin: 1rem 0; }
img { display: block; width: 100%; height: auto; }
dl { margin: 0.8rem 0; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; color: var(--faint); font-size: 0.95rem; }
summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; margin: 0.8rem 0; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
td:first-child, td:last-child { white-space: normal; min-width: 7rem; }
@media (min-width: 1900px) { body { font-size: 21px; } main { max-width: 62rem; } }
@media print { .finding { break-inside: avoid; } }
`.trim();

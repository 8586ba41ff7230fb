/** Words, and what each means. */
export type Terms = readonly (readonly [term: string, meaning: string])[];

/** As markup; terms and meanings are the page's own and need no escaping. */
export function termList(terms: Terms): string {
  return `<dl>${terms.map(([term, meaning]) => `<dt>${term}</dt><dd>${meaning}</dd>`).join("\n")}</dl>`;
}

/** A measured number to three digits; nothing where there is none. */
export const digits = (value: number | null | undefined): string =>
  typeof value === "number" ? String(Number(value.toPrecision(3))) : "";

/** A number as a sentence has it: three digits that count. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));

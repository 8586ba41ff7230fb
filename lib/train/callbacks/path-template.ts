import { InputError } from "../../data";

const FIELD = /\{(\w+)(?::([^}]*))?\}/g;

/** Python's: a whole number padded with zeros or blanks, or a number with so many decimals. */
const WHOLE = /^(0?)(\d*)d?$/;
const DECIMALS = /^\.(\d+)([fe])$/;

/**
 * A path with fields as Keras's ModelCheckpoint has them: "{epoch:02d}-{val_loss:.2f}".
 *
 * @throws InputError if a field is not known or its format not one of d, 02d, .3f, .3e
 */
export function checkTemplate(owner: string, template: string, known: readonly string[]): void {
  for (const [field, name, format = ""] of template.matchAll(FIELD)) {
    if (!known.includes(name)) {
      throw new InputError(`${owner}: expected fields of ${template} among ${known.join(", ")}, found ${field}.`);
    }
    if (!WHOLE.test(format) && !DECIMALS.test(format)) {
      throw new InputError(`${owner}: expected a format such as 02d, .3f or .3e in ${template}, found ${field}.`);
    }
  }
}

/** Fills in a template that `checkTemplate` let pass. */
export function fillTemplate(template: string, values: Record<string, number>): string {
  return template.replace(FIELD, (_field, name: string, format = "") => formatted(values[name], format));
}

function formatted(value: number, format: string): string {
  const [, digits, kind] = DECIMALS.exec(format) ?? [];
  if (kind === "f") return value.toFixed(Number(digits));
  // Python writes two digits of exponent at least.
  if (kind === "e") return value.toExponential(Number(digits)).replace(/e([+-])(\d)$/, "e$10$2");
  const [, zero, width] = WHOLE.exec(format)!;
  return String(value).padStart(Number(width || 0), zero || " ");
}

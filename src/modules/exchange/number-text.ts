/**
 * A number of a spreadsheet as text. Spreadsheets keep 15 digits: further ones are noise of the binary fraction,
 * and a whole number beyond 2^53 has lost its last digits, which its writing with an exponent makes plain.
 */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : value.toExponential().toUpperCase()
  return String(Number(value.toPrecision(15)))
}

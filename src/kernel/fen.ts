/** Money in fen, the hundredth part of a yuan. Whole by type, so that no float ever holds money. */
export type Fen = bigint & { readonly __fen: unique symbol }

export function fen(amount: bigint): Fen {
  // The brand only; every bigint is a whole number of fen.
  return amount as Fen
}

/**
 * Parses a yuan amount such as `1,234.5` or `980`. Gives `undefined` for anything else, also for more than
 * two decimals, since a third decimal cannot be paid and must not be dropped in silence.
 */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(-?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', cents = ''] = match
  const value = BigInt(whole.replaceAll(',', '')) * 100n + BigInt(cents.padEnd(2, '0'))
  return fen(sign === '-' ? -value : value)
}

/** `123456n` → `1,234.56`; whole yuan are written without decimals. */
export function formatYuan(amount: Fen): string {
  const negative = amount < 0n
  const absolute = negative ? 0n - amount : amount
  const whole = (absolute / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  const cents = absolute % 100n
  return `${negative ? '-' : ''}${whole}${cents === 0n ? '' : `.${cents.toString().padStart(2, '0')}`}`
}

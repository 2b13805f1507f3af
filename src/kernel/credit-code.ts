/**
 * The unified social credit code of a legal person: 17 characters and one that checks them.
 *
 * @law GB 32100-2015 《法人和其他组织统一社会信用代码编码规则》
 */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The eighteenth character; undefined when one of the seventeen cannot stand in a code. */
export function creditCheckCharacter(first17: string): string | undefined {
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17.charAt(index) || '?')
    if (value < 0) return undefined
    sum += value * weight
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length)
}

export function isCreditCode(text: string): boolean {
  return text.length === 18 && creditCheckCharacter(text.slice(0, 17)) === text.charAt(17)
}

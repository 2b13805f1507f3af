import type { Fen } from '#kernel/fen'

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['', '拾', '佰', '仟'] as const
const groups = ['', '万', '亿', '万亿'] as const

const digit = (of: bigint): string => digits[Number(of)] ?? ''

/** Four digits: `1005` → `壹仟零伍`; one zero for any number of them between digits, none at the end. */
function fourDigits(number: bigint): string {
  let text = ''
  let gap = false
  for (const [place, unit] of [...places.entries()].toReversed()) {
    const here = (number / 10n ** BigInt(place)) % 10n
    if (here === 0n) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digit(here)}${unit}`
      gap = false
    }
  }
  return text
}

function wholeYuan(yuan: bigint): string {
  let text = ''
  let gap = false
  for (const [place, unit] of [...groups.entries()].toReversed()) {
    const here = (yuan / 10_000n ** BigInt(place)) % 10_000n
    if (here === 0n) gap = text !== ''
    else {
      const zero = text !== '' && (gap || here < 1000n) ? '零' : ''
      text += `${zero}${fourDigits(here)}${unit}`
      gap = false
    }
  }
  return text
}

/** An amount in the capital figures that vouchers carry, since they cannot be altered by a stroke: `700` → `柒佰元整`. */
export function capitalYuan(amount: Fen): string {
  const absolute = amount < 0n ? 0n - amount : amount
  const [yuan, jiao, cents] = [absolute / 100n, (absolute / 10n) % 10n, absolute % 10n]
  const whole = yuan === 0n ? '' : `${wholeYuan(yuan)}元`
  const sign = amount < 0n ? '负' : ''
  if (jiao === 0n && cents === 0n) return `${sign}${whole === '' ? '零元' : whole}整`
  const zero = whole !== '' && jiao === 0n ? '零' : ''
  return `${sign}${whole}${jiao === 0n ? '' : `${digit(jiao)}角`}${cents === 0n ? '' : `${zero}${digit(cents)}分`}`
}

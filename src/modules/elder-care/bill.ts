import type { Ground } from '#contracts/elder-care'
import { type Fen, fen } from '#kernel/fen'

/** A visit that is proved and not settled. */
export interface BillLine {
  readonly visitId: string
  readonly ground: Ground
  readonly price: Fen
}

/** What the policies say of a month's bill: entitled, and to how much; null when it cannot be said. */
export interface Voucher {
  readonly due: boolean | null
  readonly amount: Fen | null
}

/** What of an elder's month has been settled already, by whatever provider: a voucher is one, whoever comes. */
export interface Settled {
  readonly bill: Fen
  readonly given: Fen
}

type Basis = 'voucher' | 'belowLevel' | 'checkVisit' | 'ownCost' | 'overCap'

export interface PaidLine {
  readonly visitId: string
  readonly publicPays: Fen
  readonly basis: Basis
}

const nothing = fen(0n)

/** The part of a month's bill that a voucher can be asked for. */
export function voucherBill(lines: readonly BillLine[]): Fen {
  return fen(lines.filter(({ ground }) => ground === 'assessment').reduce((sum, { price }) => sum + price, 0n))
}

/**
 * Who pays each visit of one elder in one month: check visits the public, what is at own cost the elder, and what the
 * assessment gives the voucher by share of the bill, to the fen, the last line taking what rounding left. `voucher` is for
 * the bill of the month so far, of which `given` has been spent on visits that are settled. Undefined while the policies cannot say: then nothing of this elder's is settled yet, rather than wrongly.
 */
export function shareBill(
  lines: readonly BillLine[],
  voucher: Voucher,
  spent: Fen = nothing,
): readonly PaidLine[] | undefined {
  const byVoucher = lines.filter(({ ground }) => ground === 'assessment')
  if (byVoucher.length > 0 && (voucher.due === null || voucher.amount === null)) return undefined
  const bill = voucherBill(lines)
  const due: bigint = voucher.due === true && voucher.amount !== null ? voucher.amount - spent : nothing
  const given = due > 0n ? due : nothing
  let left: bigint = given < bill ? given : bill
  let billLeft: bigint = bill
  return lines.map(({ visitId, ground, price }): PaidLine => {
    if (ground === 'special-difficulty') return { visitId, publicPays: price, basis: 'checkVisit' }
    if (ground === 'own-cost') return { visitId, publicPays: nothing, basis: 'ownCost' }
    const part = billLeft === 0n ? 0n : (left * price) / billLeft
    left -= part
    billLeft -= price
    return {
      visitId,
      publicPays: fen(part),
      basis: voucher.due !== true ? 'belowLevel' : part > 0n ? 'voucher' : 'overCap',
    }
  })
}

import type { Service } from '#contracts/elder-care'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import type { Policies } from '#policy'
import { policyNames } from './messages.zh.ts'
import { careStandard } from './standard.ts'

/** What one visit of a service takes and costs at a place on a day. */
export interface CatalogueRow {
  readonly minutes: number
  readonly carersNeeded: number
  readonly price: Fen
}

/** What a service takes and costs by the standards of a place; one of them that is missing is refused by its name. */
export function catalogueRow(policies: Policies, service: Service, division: string, on: Day): CatalogueRow {
  const price = parseYuan(String(careStandard(policies, policyNames.price(service), division, on)))
  if (price === undefined) throw new Error(`The price of ${service} is no amount of money`)
  return {
    minutes: careStandard(policies, policyNames.minutes(service), division, on),
    carersNeeded: careStandard(policies, policyNames.carersNeeded(service), division, on),
    price,
  }
}

import type { Service } from '#contracts/elder-care'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import { standardOf } from '#policy-files'
import type { Policies } from '#policy'
import { policyNames } from './messages.zh.ts'

/** What one visit of a service takes and costs at a place on a day. */
interface CatalogueRow {
  readonly minutes: number
  readonly carersNeeded: number
  readonly price: Fen
}

export type Catalogue = Readonly<Record<Service, CatalogueRow>>

/** The catalogue of a county by its standards. @throws when one of them has no row for the place and day */
export function catalogueOf(policies: Policies, division: string, on: Day): Catalogue {
  const rowOf = (service: Service): CatalogueRow => {
    const price = parseYuan(String(standardOf(policies, policyNames.price(service), division, on)))
    if (price === undefined) throw new Error(`The price of ${service} is no amount of money`)
    return {
      minutes: standardOf(policies, policyNames.minutes(service), division, on),
      carersNeeded: standardOf(policies, policyNames.carersNeeded(service), division, on),
      price,
    }
  }
  return {
    meal: rowOf('meal'),
    bathing: rowOf('bathing'),
    cleaning: rowOf('cleaning'),
    medical: rowOf('medical'),
    mobility: rowOf('mobility'),
    'check-visit': rowOf('check-visit'),
  }
}

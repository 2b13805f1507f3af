import type { House, Person, Use, Vehicle, VehicleKind } from '#demo-county/population'
import { between, lognormal, yuanInFen, type Setting } from '#demo-county/setting'
import { carModels, motorcycleModels, truckModels, wheelchairModels } from '#demo-county/words.zh'

// No I and no O, as on real plates; the plate's own I stands before these.
const plateAlphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function plateOf(setting: Setting): string {
  let number = setting.county.serials.next('plate')
  let text = ''
  for (let i = 0; i < 4; i++) {
    text = plateAlphabet.charAt(number % plateAlphabet.length) + text
    number = Math.floor(number / plateAlphabet.length)
  }
  return setting.county.plate + text
}

const models: Record<VehicleKind, readonly string[]> = {
  car: carModels,
  truck: truckModels,
  motorcycle: motorcycleModels,
  wheelchair: wheelchairModels,
}

export function addVehicle(
  setting: Setting,
  owner: Person,
  kind: VehicleKind,
  yuan: number,
  registeredOn: number,
  cancelledOn: number | null = null,
): void {
  const vehicle: Vehicle = {
    plate: plateOf(setting),
    kind,
    model: setting.random.pick(models[kind]),
    registeredOn,
    cancelledOn,
    value: yuanInFen(yuan, 100),
  }
  owner.vehicles.push(vehicle)
}

export function addHouse(
  setting: Setting,
  owner: Person,
  use: Use,
  squareMetres: number,
  registeredOn: number,
  cancelledOn: number | null = null,
): void {
  const { county } = setting
  const number = String(county.serials.next('house')).padStart(8, '0')
  const house: House = {
    certificate: `${county.code}${String(1000 + (Number(number) % 37))}GB${number}F0001`,
    use,
    area: Math.round(squareMetres * 100),
    registeredOn,
    cancelledOn,
  }
  owner.houses.push(house)
}

function ownerAmong(people: readonly Person[]): Person | undefined {
  return people.find((p) => p.age >= 20 && p.age < 75 && p.death === null && p.custody === null)
}

/** Houses and vehicles as suits the stance of a household; those of old owners are often in nobody's file. */
export function ownProperty(setting: Setting, people: readonly Person[]): void {
  const { random, stance, kind, county } = setting
  const { asOf } = county.calendar
  const head = people[0]
  const owner = ownerAmong(people) ?? (random.chance(0.5) ? head : undefined)
  if (owner === undefined || owner.age < 19) return
  // Nobody buys before they are of age.
  const past = (years: number): number => asOf - random.int(120, Math.min(years, owner.age - 18) * 365)
  const poor = stance === 'poor' || stance === 'destitute'
  const modest = poor || stance === 'near' || stance === 'burdened'
  const area = (): number => Math.min(260, lognormal(random, kind === 'urban' ? 95 : 125, 0.3) * (modest ? 0.65 : 1))
  if (random.chance(modest ? 0.55 : 0.78)) addHouse(setting, owner, 'dwelling', area(), past(20))
  if (!modest && random.chance(stance === 'comfortable' ? 0.3 : 0.13)) {
    addHouse(setting, owner, 'dwelling', area(), past(12))
    if (random.chance(0.1)) addHouse(setting, owner, 'dwelling', area(), past(8))
    if (random.chance(0.2)) addHouse(setting, owner, 'garage', between(random, 10, 24), past(8))
  }
  if (!modest && random.chance(0.03)) {
    addHouse(setting, owner, random.pick(['shop', 'office', 'factory'] as const), between(random, 20, 120), past(12))
  }
  if (random.chance(0.03)) {
    const bought = past(20)
    addHouse(setting, owner, 'dwelling', area(), bought, random.int(bought + 1, asOf - 30))
  }
  if (!modest && random.chance(stance === 'comfortable' ? 0.7 : kind === 'urban' ? 0.45 : 0.34)) {
    addVehicle(setting, owner, random.chance(0.93) ? 'car' : 'truck', lognormal(random, 48_000, 0.6), past(11))
  }
  // Worth less than what the near-threshold rule lets a household keep.
  if ((stance === 'near' || stance === 'burdened') && random.chance(0.12)) {
    addVehicle(setting, owner, 'car', between(random, 2000, 8000), past(15))
  }
  if (random.chance(0.2)) addVehicle(setting, owner, 'motorcycle', between(random, 800, 6000), past(9))
  if (random.chance(0.04)) {
    const bought = past(14)
    addVehicle(setting, owner, 'car', between(random, 3000, 40_000), bought, random.int(bought + 1, asOf - 30))
  }
  const lame = people.find((p) => p.disability?.type === 'limb' && p.age >= 18 && p.death === null)
  if (lame !== undefined && random.chance(0.15)) {
    addVehicle(setting, lame, 'wheelchair', between(random, 3000, 9000), past(6))
  }
}

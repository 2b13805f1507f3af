import type { CarePlanOpening, CarePlanRow, Entitlement, Ground, Service } from '#contracts/elder-care'
import { clockTime, readTime } from '#web/features/dispatch/clock.ts'

export interface Fields {
  readonly service: Service
  readonly ground: Ground
  readonly rhythm: 'weekly' | 'monthly'
  readonly weekdays?: number[]
  readonly monthly?: number
  readonly windowFrom: string
  readonly windowUntil: string
  readonly canteenId?: string
  readonly usualCarerId?: string
  readonly refusedCarerIds?: string[]
  readonly firstDay: string
  readonly lastDay?: string
  readonly note?: string
}

/** Whom it is for, and what was wished. */
export interface For {
  readonly householdId: string
  readonly personId: string
  readonly wanted: Service | undefined
  /** The agreement that this one takes the place of. */
  readonly replaces: CarePlanRow | undefined
}

export function requestFrom(fields: Fields, of: For, key: string): CarePlanOpening {
  const isWeekly = fields.rhythm === 'weekly'
  return {
    key,
    householdId: of.householdId,
    personId: of.personId,
    service: fields.service,
    ground: fields.ground,
    weekdays: isWeekly ? (fields.weekdays ?? []) : [],
    monthly: isWeekly ? 0 : (fields.monthly ?? 0),
    windowFrom: readTime(fields.windowFrom) ?? 0,
    windowUntil: readTime(fields.windowUntil) ?? 0,
    canteenId: fields.service === 'meal' ? (fields.canteenId ?? null) : null,
    usualCarerId: fields.usualCarerId ?? null,
    refusedCarerIds: fields.refusedCarerIds ?? [],
    firstDay: fields.firstDay,
    lastDay: fields.lastDay === undefined || fields.lastDay === '' ? null : fields.lastDay,
    note: fields.note?.trim() ?? '',
    ...(of.replaces === undefined ? {} : { replaces: { id: of.replaces.id, version: of.replaces.version } }),
  }
}

/** When meals are brought and when anything else is done, unless somebody says otherwise. */
export const usualWindow = (service: Service | undefined): { windowFrom: string; windowUntil: string } =>
  service === 'meal' ? { windowFrom: '11:00', windowUntil: '12:30' } : { windowFrom: '08:30', windowUntil: '16:30' }

/** The agreement as it is when one is changed; else what is usual for the service. */
export function initialOf(
  { wanted, replaces }: Pick<For, 'wanted' | 'replaces'>,
  entitlement: Entitlement,
  today: string,
): Partial<Fields> {
  if (replaces !== undefined) {
    const { service, ground, weekdays, monthly, windowFrom, windowUntil, canteenId, usualCarerId, lastDay } = replaces
    return {
      service,
      ground,
      rhythm: monthly > 0 ? 'monthly' : 'weekly',
      weekdays,
      monthly: Math.max(1, monthly),
      windowFrom: clockTime(windowFrom),
      windowUntil: clockTime(windowUntil),
      ...(canteenId === null ? {} : { canteenId }),
      ...(usualCarerId === null ? {} : { usualCarerId }),
      refusedCarerIds: replaces.refusedCarerIds,
      firstDay: replaces.firstDay > today ? replaces.firstDay : today,
      ...(lastDay === null ? {} : { lastDay }),
      note: replaces.note,
    }
  }
  const preset = entitlement.services.find(({ service, grounds }) => service === wanted && grounds.length > 0)
  const ground = preset?.grounds[0]
  return {
    ...(preset === undefined ? {} : { service: preset.service }),
    ...(ground === undefined ? {} : { ground }),
    rhythm: preset?.service === 'check-visit' ? 'monthly' : 'weekly',
    weekdays: [],
    monthly: 1,
    ...usualWindow(preset?.service),
    firstDay: today,
  }
}

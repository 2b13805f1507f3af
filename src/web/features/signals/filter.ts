import { levels, type SignalFilter, statuses } from '#contracts/monitoring'

function oneOf<const T extends readonly string[]>(values: T, text: string | null): T[number] | undefined {
  return values.find((value) => value === text)
}

/** The filter that an address asks for; words it does not know are left out. */
export function readFilter(search: URLSearchParams): SignalFilter {
  const text = (name: string): string | undefined => search.get(name) ?? undefined
  const entries = {
    status: oneOf([...statuses, 'active', 'all'] as const, search.get('status')) ?? 'active',
    level: oneOf(levels, search.get('level')),
    code: text('code'),
    division: text('division'),
    due: oneOf(['overdue', 'today', 'week'] as const, search.get('due')),
    mine: search.get('mine') === 'true' ? true : undefined,
    q: text('q'),
  }
  const { status, ...rest } = entries
  const set = Object.entries({ ...rest, status: status === 'all' ? undefined : status }).filter(
    ([, value]) => value !== undefined,
  )
  return Object.fromEntries(set)
}

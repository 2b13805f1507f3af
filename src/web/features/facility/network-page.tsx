import { Button, Select, Skeleton } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Network, VillagePoint } from '#contracts/facility'
import { useFacilities, useNetwork, useVillages } from '#web/features/facility/api.ts'
import { FacilityCard } from '#web/features/facility/facility-card.tsx'
import { InstitutionsPanel } from '#web/features/facility/institutions-panel.tsx'
import {
  catchmentLines,
  facilityPoint,
  groundOf,
  kindsOfFacilities,
  kindsOfVillages,
  villageOfId,
  villagePoint,
} from '#web/features/facility/map-kinds.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { TownshipTable } from '#web/features/facility/township-table.tsx'
import { UnservedPanel } from '#web/features/facility/unserved-panel.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { CountyMap } from '#web/ui/county-map.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/facility/facility.css'

const kinds = [...kindsOfFacilities, ...kindsOfVillages]

/** What the map shows: the whole county, or one township of it. */
function useMapOf(network: Network | undefined, villages: readonly VillagePoint[], township: string, chosen: string) {
  const facilities = useFacilities().data?.items
  return useMemo(() => {
    const unserved = new Set(network?.unserved.map(({ code }) => code))
    const shown = (facilities ?? []).filter(({ division }) => division.startsWith(township))
    const own = villages.filter(({ code }) => code.startsWith(township))
    const facility = facilities?.find(({ id }) => id === chosen)
    return {
      facility,
      facilities: shown,
      points: [
        ...shown.map(facilityPoint),
        ...own.flatMap((village) => villagePoint(village, !unserved.has(village.code), township !== '')),
      ],
      areas: groundOf(
        (network?.townships ?? []).filter(({ code }) => code.startsWith(township)),
        villages,
      ),
      lines: facility === undefined ? [] : catchmentLines(facility, villages),
    }
  }, [facilities, network, villages, township, chosen])
}

const noVillages: readonly VillagePoint[] = []

/** The three tiers by township, with those whom nothing reaches first. The township and facility stand in the address. */
export function NetworkPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const network = useNetwork()
  const villages = useVillages()
  const mayEdit = usePermission('facility:edit')
  const mayPlan = usePermission('siting:plan')
  const township = search.get('township') ?? ''
  const chosen = search.get('facility') ?? ''
  const shown = useMapOf(network.data, villages.data?.items ?? noVillages, township, chosen)
  const change = (given: { township?: string; facility?: string }): void => {
    const next = Object.entries({ township, facility: chosen, ...given }).filter(([, value]) => value !== '')
    setSearch(Object.fromEntries(next))
  }
  const error = network.error ?? villages.error
  if (error !== null) {
    return <Failed error={error} retry={() => void Promise.all([network.refetch(), villages.refetch()])} />
  }
  if (network.data === undefined || villages.data === undefined) return <Skeleton active />
  const place = network.data.townships.find(({ code }) => code === township)
  return (
    <div className="facility-page">
      <header className="page-head">
        <h1>{place === undefined ? facilityText.networkTitle : `${place.name}${facilityText.networkTitle}`}</h1>
        {place === undefined ? null : (
          <Button onClick={() => change({ township: '', facility: '' })}>{facilityText.backToCounty}</Button>
        )}
        {mayPlan ? <Link to="/siting">{facilityText.toSiting}</Link> : null}
      </header>
      <p className="quiet facility-hint">{facilityText.networkHint}</p>
      <div className="facility-sides">
        <UnservedPanel network={network.data} township={township} />
        <section className="panel" aria-label={facilityText.networkMap}>
          {/* Whoever does not point finds by this what others click on the map. */}
          <Select
            className="facility-pick"
            aria-label={facilityText.pickFacility}
            placeholder={facilityText.pickFacility}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            value={shown.facility?.id ?? null}
            onChange={(id: string | null | undefined) => change({ facility: id ?? '' })}
            options={shown.facilities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <CountyMap
            label={facilityText.networkMap}
            kinds={kinds}
            points={shown.points}
            areas={shown.areas}
            lines={shown.lines}
            selected={chosen}
            fitKey={township}
            onPick={(id) => {
              if (villageOfId(id) === undefined) change({ facility: id })
            }}
          />
          {shown.facility === undefined ? null : (
            <FacilityCard
              facility={shown.facility}
              villages={villages.data.items}
              mayEdit={mayEdit}
              onClose={() => change({ facility: '' })}
            />
          )}
        </section>
      </div>
      <TownshipTable rows={network.data.townships} chosen={township} onChoose={(code) => change({ township: code })} />
      <InstitutionsPanel rows={network.data.institutions} />
    </div>
  )
}

import { Button, Empty, Segmented, Select, Skeleton, Table, type TableColumnType } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type FacilityRow, facilityKinds } from '#contracts/facility'
import { facilityKindNames } from '#messages/facility'
import { useFacilities, useNetwork, useVillages } from '#web/features/facility/api.ts'
import { CloseDialog } from '#web/features/facility/close-dialog.tsx'
import { capacityOf, kindInWords } from '#web/features/facility/facility-card.tsx'
import { FacilityForm } from '#web/features/facility/facility-form.tsx'
import { facilityPoint, groundOf, kindsOfFacilities } from '#web/features/facility/map-kinds.ts'
import { villagesServed } from '#web/features/facility/places.ts'
import type { Surroundings } from '#web/features/facility/position-field.tsx'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { VillagePoints } from '#web/features/facility/village-points.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { count, longDay } from '#web/format.ts'
import { CountyMap } from '#web/ui/county-map.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/facility/facility.css'

function columnsOf(around: Surroundings, open: ((id: string) => void) | undefined): TableColumnType<FacilityRow>[] {
  return [
    {
      title: facilityText.name,
      render: (_, row) => (
        <span className="facility-lines">
          {open === undefined ? (
            <strong>{row.name}</strong>
          ) : (
            <button type="button" className="link-button" onClick={() => open(row.id)}>
              <strong>{row.name}</strong>
            </button>
          )}
          <span className="quiet">{[kindInWords(row), row.providerName ?? ''].filter(Boolean).join('　')}</span>
          {row.closedOn === null ? null : <span>{facilityText.closesOn(longDay(row.closedOn))}</span>}
        </span>
      ),
    },
    {
      title: facilityText.place,
      responsive: ['lg'],
      render: (_, { place, division }) => (division.length > 6 ? place.split(' ').slice(1).join(' ') : place),
    },
    {
      title: facilityText.capacity,
      render: (_, row) => {
        const capacity = capacityOf(row)
        return (
          <span className="facility-lines">
            {capacity === '' ? facilityText.none : capacity}
            <span className="quiet">{facilityText.catchmentCount(villagesServed(row, around.villages).length)}</span>
          </span>
        )
      },
    },
  ]
}

/** The table and the map of the same facilities; what one chooses in either, both show. */
function FacilityList({ around, open }: { around: Surroundings; open: ((id: string) => void) | undefined }): ReactNode {
  const [search, setSearch] = useSearchParams()
  const kind = search.get('kind') ?? ''
  const township = search.get('township') ?? ''
  const [looked, setLooked] = useState<string>()
  const change = (name: string, value: string): void => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  const rows = useMemo(
    () => around.facilities.filter((row) => (kind === '' || row.kind === kind) && row.division.startsWith(township)),
    [around, kind, township],
  )
  const points = useMemo(() => rows.map(facilityPoint), [rows])
  const areas = useMemo(() => groundOf(around.townships, around.villages), [around])
  return (
    <>
      <div className="facility-bar page-filters">
        <Select
          aria-label={facilityText.kind}
          className="facility-select"
          value={kind}
          onChange={(value) => change('kind', value)}
          options={[
            { value: '', label: facilityText.allKinds },
            ...facilityKinds.map((value) => ({ value: String(value), label: facilityKindNames[value] })),
          ]}
        />
        <Select
          aria-label={facilityText.township}
          className="facility-select"
          showSearch={{ optionFilterProp: 'label' }}
          value={township}
          onChange={(value) => change('township', value)}
          options={[
            { value: '', label: facilityText.allTownships },
            ...around.townships.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <span className="quiet" aria-live="polite">
          {facilityText.total(count(rows.length))}
        </span>
      </div>
      <div className="facility-sides facility-wide-list">
        <section className="panel panel-table" aria-label={facilityText.facilityList}>
          <Table<FacilityRow>
            size="small"
            rowKey="id"
            dataSource={rows}
            rowClassName={({ id }) => (id === looked ? 'facility-row-chosen' : '')}
            onRow={({ id }) => ({ onMouseEnter: () => setLooked(id), onFocus: () => setLooked(id) })}
            pagination={{ pageSize: 12, size: 'small', showSizeChanger: false, hideOnSinglePage: true }}
            columns={columnsOf(around, open)}
            locale={{
              emptyText: (
                <Empty description={facilityText.noFacilities}>
                  <p className="quiet">
                    {open === undefined ? facilityText.noFacilitiesReadOnly : facilityText.noFacilitiesHint}
                  </p>
                </Empty>
              ),
            }}
          />
        </section>
        <section className="panel" aria-label={facilityText.facilityMap}>
          <CountyMap
            label={facilityText.facilityMap}
            kinds={kindsOfFacilities}
            points={points}
            areas={areas}
            selected={looked}
            fitKey={`${kind} ${township}`}
            onPick={(id) => (open === undefined ? setLooked(id) : open(id))}
          />
        </section>
      </div>
    </>
  )
}

/** All facilities of the county and the points of its villages. Filter and opened facility stand in the address. */
export function FacilitiesPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const facilities = useFacilities()
  const network = useNetwork()
  const villages = useVillages()
  const mayEdit = usePermission('facility:edit')
  const [stopping, setStopping] = useState<FacilityRow>()
  const around = useMemo(
    () => ({
      facilities: facilities.data?.items ?? [],
      townships: network.data?.townships ?? [],
      villages: villages.data?.items ?? [],
    }),
    [facilities.data, network.data, villages.data],
  )
  const error = facilities.error ?? network.error ?? villages.error
  const again = (): unknown => Promise.all([facilities.refetch(), network.refetch(), villages.refetch()])
  if (error !== null) return <Failed error={error} retry={() => void again()} />
  if (facilities.isPending || network.isPending || villages.isPending) return <Skeleton active />
  const open = (id: string | undefined): void => {
    const next = new URLSearchParams(search)
    if (id === undefined) next.delete('facility')
    else next.set('facility', id)
    setSearch(next)
  }
  const opened = search.get('facility')
  const row = around.facilities.find(({ id }) => id === opened)
  const missing = around.villages.filter(({ longitude }) => longitude === null).length
  const view = search.get('view') === 'points' ? 'points' : 'list'
  return (
    <div className="facility-page">
      <header className="page-head">
        <h1>{facilityText.facilitiesTitle}</h1>
        {mayEdit ? (
          <Button type="primary" onClick={() => open('new')}>
            {facilityText.addFacility}
          </Button>
        ) : null}
      </header>
      <p className="quiet facility-hint">{facilityText.facilitiesHint}</p>
      <Segmented
        aria-label={facilityText.viewLabel}
        className="page-filters"
        value={view}
        onChange={(value) => setSearch(value === 'points' ? { view: value } : {})}
        options={[
          { value: 'list', label: facilityText.views.list },
          {
            value: 'points',
            label: missing === 0 ? facilityText.views.points : facilityText.pointsWithMissing(count(missing)),
          },
        ]}
      />
      {view === 'points' ? (
        <VillagePoints around={around} mayEdit={mayEdit} />
      ) : (
        <FacilityList around={around} open={mayEdit ? open : undefined} />
      )}
      {mayEdit && (opened === 'new' || row !== undefined) ? (
        <FacilityForm
          key={opened}
          row={row}
          around={around}
          onClose={() => open(undefined)}
          onStop={() => setStopping(row)}
        />
      ) : null}
      {stopping === undefined ? null : (
        <CloseDialog
          row={stopping}
          onClose={() => setStopping(undefined)}
          onDone={() => {
            setStopping(undefined)
            open(undefined)
          }}
        />
      )}
    </div>
  )
}

import { Empty, Segmented, Select, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { LetterRow } from '#contracts/notice'
import { kindNames } from '#messages/notice'
import { usePeople } from '#web/features/households/api.ts'
import { type LettersOf, useLettersOf } from '#web/features/notices/api.ts'
import { DeliveryDialog } from '#web/features/notices/delivery-dialog.tsx'
import { awaitsDelivery, letterColumns } from '#web/features/notices/letter-columns.tsx'
import { PlaceRegister } from '#web/features/notices/place-register.tsx'
import { letterText } from '#web/features/notices/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { useRested } from '#web/ui/rested.ts'
import '#web/features/notices/notices.css'

const deliveries = ['all', 'waiting', 'done'] as const
type Delivery = (typeof deliveries)[number]

function asked(search: URLSearchParams): LettersOf | undefined {
  const caseId = search.get('case')
  if (caseId !== null) return { caseId }
  const householdId = search.get('household')
  return householdId === null ? undefined : { householdId }
}

/** Finds a household by one of its people. */
function HouseholdPicker({ onChoose }: { onChoose: (householdId: string) => void }): ReactNode {
  const [text, setText] = useState('')
  const rested = useRested(text.trim())
  const hits = usePeople(rested).data?.items ?? []
  return (
    <Select
      className="letter-picker"
      aria-label={letterText.find}
      placeholder={letterText.findHint}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={rested === '' ? null : letterText.findNothing}
      value={null}
      onChange={(_, option) => {
        const chosen = hits.find(({ personId }) => !Array.isArray(option) && option?.value === personId)
        if (chosen !== undefined) onChoose(chosen.householdId)
      }}
      options={hits.map(({ personId, name, place, householdNumber }) => ({
        value: personId,
        label: letterText.hitOf(name, place, householdNumber),
      }))}
    />
  )
}

function isShown(row: LetterRow, kind: string, delivery: Delivery): boolean {
  if (kind !== '' && row.kind !== kind) return false
  if (delivery === 'all') return true
  return delivery === 'done' ? row.deliveredOn !== null : awaitsDelivery(row)
}

function Register({ of }: { of: LettersOf }): ReactNode {
  const [search, setSearch] = useSearchParams()
  const list = useLettersOf(of)
  const mayDeliver = usePermission('case:handle')
  const [delivering, setDelivering] = useState<LetterRow>()
  const all = list.data?.items ?? []
  const kind = search.get('kind') ?? ''
  const delivery = deliveries.find((known) => known === search.get('delivery')) ?? 'all'
  const rows = all.filter((row) => isShown(row, kind, delivery))
  const change = (name: 'kind' | 'delivery', value: string): void => {
    const next = new URLSearchParams(search)
    if (value === '' || value === 'all') next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const household = 'householdId' in of ? of.householdId : all[0]?.householdId
  return (
    <>
      <div className="notice-bar">
        <Segmented
          aria-label={letterText.delivery}
          value={delivery}
          onChange={(value) => change('delivery', value)}
          options={deliveries.map((value) => ({
            value,
            label: `${letterText.deliveries[value]} ${all.filter((row) => isShown(row, kind, value)).length}`,
          }))}
        />
        <Select
          aria-label={letterText.kindFilter}
          className="letter-kind"
          value={kind}
          onChange={(value) => change('kind', value)}
          options={[
            { value: '', label: letterText.allKinds },
            ...[...new Set(all.map((row) => row.kind))].map((value) => ({ value, label: kindNames[value] })),
          ]}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : letterText.total(count(rows.length))}
        </span>
        <span className="letter-links">
          {'caseId' in of ? <Link to={`/cases/${of.caseId}`}>{letterText.toCase}</Link> : null}
          {household === undefined ? null : <Link to={`/households/${household}`}>{letterText.toHousehold}</Link>}
        </span>
      </div>
      <section className="panel panel-table" aria-label={letterText.listLabel}>
        <Table<LetterRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          {...(rows.length === 0 ? {} : { scroll: { x: 800 } })}
          dataSource={rows}
          columns={letterColumns({
            withCase: !('caseId' in of),
            onDeliver: mayDeliver ? setDelivering : undefined,
          })}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={letterText.emptyTitle}>
                <p className="quiet">{all.length === 0 ? letterText.emptyHint : letterText.emptyFiltered}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {delivering === undefined ? null : (
        <DeliveryDialog key={delivering.id} letter={delivering} onClose={() => setDelivering(undefined)} />
      )}
    </>
  )
}

/** The register of letters of the officer's place, or of the case or household whose number stands in the address. */
export function LettersPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const of = asked(search)
  const title = of === undefined ? letterText.title : 'caseId' in of ? letterText.ofCase : letterText.ofHousehold
  return (
    <div className="notices">
      <header className="page-head">
        <h1>{title}</h1>
        <HouseholdPicker onChoose={(household) => setSearch({ household })} />
      </header>
      <p className="quiet notice-hint">{letterText.hint}</p>
      {of === undefined ? <PlaceRegister /> : <Register of={of} />}
    </div>
  )
}

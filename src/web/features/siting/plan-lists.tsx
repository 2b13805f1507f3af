import { Table } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { SitingAnswer } from '#contracts/siting-scenario'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { beyondOf, minutesInWords, newSitesOf, percent, siteNames } from '#web/features/siting/words.ts'
import { count } from '#web/format.ts'
import { usePrinting } from '#web/ui/printing.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

interface Chosen {
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

const pages = { pageSize: 10, size: 'small', showSizeChanger: false, hideOnSinglePage: true } as const

/** Place names begin with the county, which everybody here knows. */
const withoutCounty = (place: string): string => place.split(' ').slice(1).join(' ')

const townshipName = (place: string): string => place.split(' ')[1] ?? ''

/** All sites, the new ones first; a name shows its site on the map. */
export function SitesList({ answer, selected, onSelect }: { answer: SitingAnswer } & Chosen): ReactNode {
  const printing = usePrinting()
  const rows = useMemo(() => answer.sites.toSorted((a, b) => Number(a.existing) - Number(b.existing)), [answer])
  return (
    <section className="panel panel-table" aria-labelledby="siting-sites-title">
      <h2 id="siting-sites-title">{sitingText.sitesTotal(rows.length, newSitesOf(answer))}</h2>
      <Table
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={printing ? false : pages}
        rowClassName={({ id }) => (id === selected ? 'siting-chosen' : '')}
        columns={[
          {
            title: sitingText.siteName,
            render: (_, row) => (
              <span className="siting-lines">
                <button type="button" className="link-button" onClick={() => onSelect(row.id)}>
                  {row.name}
                </button>
                {/* A new site is called after its village: only its township is news. */}
                <span className="quiet">{row.existing ? withoutCounty(row.place) : townshipName(row.place)}</span>
              </span>
            ),
          },
          {
            title: sitingText.siteState,
            width: 72,
            render: (_, { existing }) =>
              existing ? (
                <ToneTag tone="quiet">{sitingText.existing}</ToneTag>
              ) : (
                <ToneTag tone="blue">{sitingText.isNew}</ToneTag>
              ),
          },
          {
            title: sitingText.villages,
            className: 'number',
            width: 80,
            render: (_, { villages }) => count(villages),
          },
          { title: sitingText.elders, className: 'number', width: 80, render: (_, { elders }) => count(elders) },
        ]}
      />
    </section>
  )
}

/** Villages that stay too far from any site, those with the most elders first. */
export function BeyondList({ answer, selected, onSelect }: { answer: SitingAnswer } & Chosen): ReactNode {
  const printing = usePrinting()
  const rows = useMemo(() => beyondOf(answer), [answer])
  const names = useMemo(() => siteNames(answer), [answer])
  return (
    <section className="panel panel-table" aria-labelledby="siting-beyond-title">
      <h2 id="siting-beyond-title">{sitingText.beyond(rows.length)}</h2>
      {rows.length === 0 ? null : (
        <Table
          size="small"
          rowKey="code"
          dataSource={rows}
          pagination={printing ? false : pages}
          rowClassName={({ code }) => (code === selected ? 'siting-chosen' : '')}
          columns={[
            {
              title: sitingText.village,
              render: (_, row) => (
                <span className="siting-lines">
                  <button type="button" className="link-button" onClick={() => onSelect(row.code)}>
                    {row.name}
                  </button>
                  <span className="quiet">{townshipName(row.place)}</span>
                </span>
              ),
            },
            { title: sitingText.nearest, render: (_, row) => names.get(row.site ?? '') ?? sitingText.noSite },
            { title: sitingText.elders, className: 'number', width: 72, render: (_, { elders }) => count(elders) },
            {
              title: sitingText.minutesColumn,
              className: 'number',
              width: 108,
              render: (_, { minutes }) => minutesInWords(minutes),
            },
          ]}
        />
      )}
    </section>
  )
}

/** Sites that serve the same people. */
export function OverlapsPanel({ overlaps }: Pick<SitingAnswer, 'overlaps'>): ReactNode {
  if (overlaps.length === 0) return null
  return (
    <details className="panel">
      <summary>{sitingText.overlaps(overlaps.length)}</summary>
      <p className="quiet">{sitingText.overlapsHint}</p>
      <ul>
        {overlaps.map(({ first, second, share }) => (
          <li key={`${first} ${second}`}>{sitingText.overlapOf(first, second, percent(share))}</li>
        ))}
      </ul>
    </details>
  )
}

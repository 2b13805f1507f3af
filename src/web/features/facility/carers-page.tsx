import { Button, Empty, Grid, Input, Select, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type CarerRow, skills } from '#contracts/facility'
import { modeNames, skillNames } from '#messages/facility'
import { AbsenceDialog, absenceInWords, WithdrawDialog } from '#web/features/facility/absence-dialogs.tsx'
import { useCarers } from '#web/features/facility/api.ts'
import { CarerForm } from '#web/features/facility/carer-form.tsx'
import { absenceOn, absencesAhead, clockOf, weekdaysInWords } from '#web/features/facility/shifts.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/facility/facility.css'

type Absence = CarerRow['absences'][number]

type Opened =
  | { readonly act: 'edit'; readonly carer: CarerRow | undefined }
  | { readonly act: 'absent'; readonly carer: CarerRow }
  | { readonly act: 'withdraw'; readonly carer: CarerRow; readonly absence: Absence }

interface Rights {
  readonly today: string
  readonly mayEdit: boolean
  readonly mayDispatch: boolean
  readonly open: (opened: Opened) => void
}

function NameCell({ carer, rights }: { carer: CarerRow; rights: Rights }): ReactNode {
  const start = [carer.facilityName, carer.providerName ?? ''].filter(Boolean).join('　')
  return (
    <span className="facility-lines">
      {rights.mayEdit ? (
        <button type="button" className="link-button" onClick={() => rights.open({ act: 'edit', carer })}>
          <strong>{carer.name}</strong>
        </button>
      ) : (
        <strong>{carer.name}</strong>
      )}
      <span className="quiet">{start}</span>
      {carer.phoneEnd === null ? null : <span className="quiet">{facilityText.phoneEnd(carer.phoneEnd)}</span>}
    </span>
  )
}

const shiftInWords = ({ weekdays, shiftFrom, shiftUntil }: CarerRow): string =>
  facilityText.shiftOf(weekdaysInWords(weekdays), clockOf(shiftFrom), clockOf(shiftUntil))

function StateCell({ carer, rights }: { carer: CarerRow; rights: Rights }): ReactNode {
  const { today, mayDispatch, open } = rights
  const ahead = absencesAhead(carer, today)
  return (
    <span className="facility-lines">
      {absenceOn(carer, today) === undefined ? (
        <ToneTag tone="green">{facilityText.onDuty}</ToneTag>
      ) : (
        <ToneTag tone="orange">{facilityText.absentNow}</ToneTag>
      )}
      {carer.activeUntil === null ? null : (
        <span className="quiet">{facilityText.leavesOn(longDay(carer.activeUntil))}</span>
      )}
      {ahead.map((absence) => (
        <span key={absence.id} className="carer-absence">
          {absenceInWords(absence)}（{absence.reason}）
          {mayDispatch ? (
            <Button
              size="small"
              aria-label={`${facilityText.withdraw}：${carer.name} ${absenceInWords(absence)}`}
              onClick={() => open({ act: 'withdraw', carer, absence })}
            >
              {facilityText.withdraw}
            </Button>
          ) : null}
        </span>
      ))}
    </span>
  )
}

function AbsenceButton({ carer, rights }: { carer: CarerRow; rights: Rights }): ReactNode {
  return (
    <Button
      size="small"
      aria-label={facilityText.absenceOf(carer.name)}
      onClick={() => rights.open({ act: 'absent', carer })}
    >
      {facilityText.absence}
    </Button>
  )
}

const skillsInWords = (carer: CarerRow): string => carer.skills.map((skill) => skillNames[skill]).join('、')

function columnsOf(rights: Rights, phone: boolean): TableColumnType<CarerRow>[] {
  if (phone) {
    return [
      {
        title: facilityText.personName,
        render: (_, carer) => (
          <span className="facility-lines">
            <NameCell carer={carer} rights={rights} />
            <span>{skillsInWords(carer)}</span>
            <span className="quiet">{shiftInWords(carer)}</span>
            <StateCell carer={carer} rights={rights} />
            {rights.mayDispatch ? <AbsenceButton carer={carer} rights={rights} /> : null}
          </span>
        ),
      },
    ]
  }
  return [
    { title: facilityText.personName, render: (_, carer) => <NameCell carer={carer} rights={rights} /> },
    { title: facilityText.skills, render: (_, carer) => skillsInWords(carer) },
    {
      title: facilityText.shift,
      render: (_, carer) => (
        <span className="facility-lines">
          {shiftInWords(carer)}
          <span className="quiet">{modeNames[carer.mode]}</span>
        </span>
      ),
    },
    { title: facilityText.state, render: (_, carer) => <StateCell carer={carer} rights={rights} /> },
    ...(rights.mayDispatch
      ? [
          {
            title: facilityText.acts,
            width: 88,
            render: (_: unknown, carer: CarerRow) => <AbsenceButton carer={carer} rights={rights} />,
          },
        ]
      : []),
  ]
}

function Dialog({ opened, onClose }: { opened: Opened; onClose: () => void }): ReactNode {
  if (opened.act === 'edit') return <CarerForm row={opened.carer} onClose={onClose} />
  if (opened.act === 'absent') return <AbsenceDialog carer={opened.carer} onClose={onClose} />
  return <WithdrawDialog carer={opened.carer} absence={opened.absence} onClose={onClose} />
}

/** Who can do what, when and from where, and who is absent. What is filtered by stands in the address. */
export function CarersPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const list = useCarers()
  const today = useSession().data?.today ?? ''
  const mayEdit = usePermission('facility:edit')
  const mayDispatch = usePermission('care:dispatch')
  const phone = Grid.useBreakpoint().md === false
  const [opened, setOpened] = useState<Opened>()
  const skill = search.get('skill') ?? ''
  const text = search.get('q') ?? ''
  const change = (name: string, value: string): void => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next, { replace: true })
  }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const rows = (list.data?.items ?? []).filter(
    (row) =>
      (skill === '' || row.skills.some((one) => one === skill)) &&
      [row.name, row.facilityName, row.providerName ?? ''].some((words) => words.includes(text.trim())),
  )
  const away = rows.filter((row) => absenceOn(row, today) !== undefined).length
  return (
    <div className="facility-page">
      <header className="page-head">
        <h1>{facilityText.carersTitle}</h1>
        {mayEdit ? (
          <Button type="primary" onClick={() => setOpened({ act: 'edit', carer: undefined })}>
            {facilityText.addCarer}
          </Button>
        ) : null}
      </header>
      <p className="quiet facility-hint">{facilityText.carersHint}</p>
      <div className="facility-bar page-filters">
        <Select
          aria-label={facilityText.skills}
          className="facility-select"
          value={skill}
          onChange={(value) => change('skill', value)}
          options={[
            { value: '', label: facilityText.allSkills },
            ...skills.map((value) => ({ value: String(value), label: skillNames[value] })),
          ]}
        />
        <Input
          aria-label={facilityText.findCarer}
          className="facility-find"
          placeholder={facilityText.findCarer}
          allowClear
          value={text}
          onChange={(event) => change('q', event.target.value)}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : facilityText.peopleTotal(count(rows.length), away)}
        </span>
      </div>
      <section className="panel panel-table" aria-label={facilityText.carersList}>
        <Table<CarerRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          showHeader={!phone}
          pagination={{ pageSize: 20, size: 'small', showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={rows}
          columns={columnsOf({ today, mayEdit, mayDispatch, open: setOpened }, phone)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={facilityText.noCarers}>
                <p className="quiet">{mayEdit ? facilityText.noCarersHint : facilityText.noCarersReadOnly}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {opened === undefined ? null : <Dialog opened={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

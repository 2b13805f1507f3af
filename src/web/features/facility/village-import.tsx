import { Alert, App, Button, Form } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { VillagePoint } from '#contracts/facility'
import { pointFaultText, pointHeaders } from '#messages/facility'
import { useImportVillagePoints } from '#web/features/facility/api.ts'
import { placeNames, pointOf } from '#web/features/facility/places.ts'
import type { Surroundings } from '#web/features/facility/position-field.tsx'
import { importText } from '#web/features/facility/village-import-text.zh.ts'
import {
  type FaultyTable,
  faultsOf,
  readTable,
  type TableRead,
  villageTable,
} from '#web/features/facility/village-table.ts'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { saveCsv } from '#web/csv.ts'
import { count } from '#web/format.ts'
import '#web/features/facility/village-import.css'

/** How the table is to look, with one to be filled in. */
function Expected({ villages, townships }: Pick<Surroundings, 'villages' | 'townships'>): ReactNode {
  const missing = villages.filter((village) => pointOf(village) === undefined)
  const save = (of: readonly VillagePoint[]): void =>
    saveCsv(importText.templateFile, villageTable(of, placeNames(townships, villages)))
  const { code, name, longitude, latitude } = pointHeaders
  const columns = [
    { name: code[0], what: importText.codeColumn },
    { name: name[0], what: importText.nameColumn },
    { name: longitude[0], what: importText.degreesColumn(importText.examples.longitude) },
    { name: latitude[0], what: importText.degreesColumn(importText.examples.latitude) },
  ]
  return (
    <>
      <h3 className="import-columns-title">{importText.columns}</h3>
      <dl className="import-columns">
        {columns.map((column) => (
          <div key={column.name}>
            <dt>{column.name}</dt>
            <dd>{column.what}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{importText.system}</p>
      {missing.length > 0 ? (
        <>
          <Button onClick={() => save(missing)}>{importText.template(count(missing.length))}</Button>
          <p className="quiet import-hint">{importText.templateHint}</p>
        </>
      ) : (
        <Button onClick={() => save(villages)}>{importText.templateOfAll(count(villages.length))}</Button>
      )}
    </>
  )
}

/** What is to be mended, line by line as the spreadsheet numbers them. */
function Faults({ table }: { table: FaultyTable }): ReactNode {
  const beyond = table.count - table.faults.length
  return (
    <>
      <Alert type="error" showIcon role="alert" title={importText.faults(count(table.count))} />
      {/* The keyboard scrolls it. */}
      <div className="import-faults" role="group" tabIndex={0} aria-label={importText.faultsLabel}>
        <table className="plain-table" aria-label={importText.faultsLabel}>
          <thead>
            <tr>
              <th scope="col" className="number">
                {importText.line}
              </th>
              <th scope="col">{importText.fault}</th>
            </tr>
          </thead>
          <tbody>
            {table.faults.map((fault) => (
              <tr key={`${fault.line} ${fault.code}`}>
                <td className="number">{fault.line}</td>
                <td>{pointFaultText(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {beyond > 0 ? <p className="quiet">{importText.faultsBeyond(count(beyond))}</p> : null}
    </>
  )
}

interface Chosen {
  readonly name: string
  readonly read: TableRead
}

/** Read when it is chosen, since a browser does not read a file again that was changed since. */
async function readFile(file: File): Promise<Chosen> {
  const bytes = await file.arrayBuffer().catch((error: unknown) => {
    // So browsers say that the file is gone or held by another programme.
    if (error instanceof DOMException) return undefined
    throw error
  })
  return { name: file.name, read: bytes === undefined ? { ok: false, why: 'gone' } : readTable(bytes) }
}

function FileChoice(props: {
  readonly chosen: Chosen | undefined
  readonly wrong: string | undefined
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { chosen, wrong, onChoose } = props
  const input = useRef<HTMLInputElement>(null)
  return (
    <Form.Item
      label={importText.file}
      extra={importText.fileHint}
      {...(wrong === undefined ? {} : { validateStatus: 'error' as const, help: <span role="alert">{wrong}</span> })}
    >
      <Button onClick={() => input.current?.click()}>
        {chosen === undefined ? importText.choose : importText.chooseAgain}
      </Button>
      {chosen === undefined ? null : <span className="import-file">{chosen.name}</span>}
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={importText.file}
        accept=".csv"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void readFile(file).then(onChoose)
          // The same file may be chosen again after it was mended.
          target.value = ''
        }}
      />
    </Form.Item>
  )
}

function ImportDialog({ around, onClose }: { around: Surroundings; onClose: () => void }): ReactNode {
  const { message } = App.useApp()
  const [chosen, setChosen] = useState<Chosen>()
  const [isMissing, setMissing] = useState(false)
  const run = useImportVillagePoints()
  const act = useAct(run)
  const faulty = faultsOf(run.error)
  const wrong = isMissing
    ? importText.missing
    : chosen?.read.ok === false
      ? importText.unreadable[chosen.read.why]
      : undefined
  const send = (): void => {
    setMissing(chosen === undefined)
    if (chosen?.read.ok !== true) return
    const { text } = chosen.read
    act(
      (key) => ({ key, csv: text }),
      (done) => {
        void message.success(importText.done(count(done.count)))
        onClose()
      },
    )
  }
  return (
    <ActDialog
      title={importText.title}
      what={importText.what}
      act={importText.act}
      pending={run.isPending}
      error={faulty === undefined ? run.error : null}
      onOk={send}
      onClose={onClose}
    >
      <Expected villages={around.villages} townships={around.townships} />
      <Form layout="vertical" className="import-form">
        <FileChoice
          chosen={chosen}
          wrong={wrong}
          onChoose={(next) => {
            run.reset()
            setMissing(false)
            setChosen(next)
          }}
        />
      </Form>
      {faulty === undefined ? null : <Faults table={faulty} />}
    </ActDialog>
  )
}

/** Puts many villages on the map at once, from a table. */
export function VillageImport({ around }: { around: Surroundings }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{importText.open}</Button>
      {isOpen ? <ImportDialog around={around} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

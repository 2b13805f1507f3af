import { Button, Empty, Form, Grid, Input, Select, Table, Tabs } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { BatchStatus, LineStatus, PaymentBatchDetail, PaymentLineRow } from '#contracts/disbursement'
import { codeLength } from '#contracts/division'
import { lineStatusNames } from '#messages/disbursement'
import { useTownships } from '#web/features/ledger/api.ts'
import { actText } from '#web/ui/act-text.zh.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { type LineAct, useLineAct, usePaymentLines } from '#web/features/payments/api.ts'
import { lineColumns } from '#web/features/payments/line-columns.tsx'
import { batchText, lineActWords, paymentsText } from '#web/features/payments/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'

/** Which lines a batch can have, in the order in which they are looked at. */
const tabsOf: Readonly<Record<BatchStatus, readonly LineStatus[]>> = {
  draft: ['ready', 'held', 'excluded'],
  approved: ['ready', 'held', 'excluded'],
  sent: ['ready', 'returned', 'held', 'excluded', 'kept', 'reissued'],
  settled: ['paid', 'returned', 'held', 'excluded', 'kept', 'reissued'],
}
const smooth: ReadonlySet<LineStatus> = new Set<LineStatus>(['ready', 'paid'])

/** The number that wait is that of the whole county, and said only where all of it is shown. */
function tabName(status: LineStatus, batch: PaymentBatchDetail, isWhole: boolean): string {
  const name = status === 'ready' && batch.status === 'sent' ? batchText.sentTab : lineStatusNames[status]
  return status === 'held' && isWhole && batch.held > 0 ? `${name} ${count(batch.held)}` : name
}

function LineDialog(props: { line: PaymentLineRow; act: LineAct; onClose: () => void }): ReactNode {
  const { line, act, onClose } = props
  const words = lineActWords[act]
  return (
    <ActFormDialog
      title={words.title(line.payee, line.total)}
      what={words.what}
      act={words.act}
      danger={act === 'exclude'}
      mutation={useLineAct(line.id, act)}
      requestOf={({ reason }: { reason: string }, key) => ({ key, reason: reason.trim() })}
      done={words.done}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={actText.reason}
        rules={[{ required: true, whitespace: true, message: actText.reasonMissing }]}
      >
        <Input.TextArea rows={3} maxLength={200} showCount placeholder={words.hint} />
      </Form.Item>
    </ActFormDialog>
  )
}

function TownshipFilter({ batch, value, onChange }: Choice): ReactNode {
  const division = useSession().data?.post.division ?? ''
  const isCounty = division.length === codeLength.county
  const townships = useTownships(isCounty ? division : undefined)
  if (division.length > codeLength.county) return null
  const known = isCounty
    ? (townships.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))
    : [...new Map(batch.sums.map(({ township, place }) => [township, place]))].map(([code, name]) => ({
        value: code,
        label: name,
      }))
  return (
    <Select
      aria-label={batchText.township}
      className="payment-township"
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: batchText.allTownships }, ...known]}
    />
  )
}

interface Choice {
  readonly batch: PaymentBatchDetail
  readonly value: string
  readonly onChange: (township: string) => void
}

/** The lines of a batch by what became of them; the tab and the township stand in the address. */
export function BatchLines({ batch }: { batch: PaymentBatchDetail }): ReactNode {
  const [search, setSearch] = useSearchParams()
  const section = useRef<HTMLElement>(null)
  const { key, hash } = useLocation()
  // A link from the figures above leads to the lines; each time it is followed.
  useEffect(() => {
    if (hash !== '') section.current?.scrollIntoView()
  }, [key, hash])
  const mayPrepare = usePermission('payment:prepare')
  const phone = Grid.useBreakpoint().md === false
  const tabs = tabsOf[batch.status]
  const tab = tabs.find((known) => known === search.get('tab')) ?? tabs[0] ?? 'ready'
  const township = search.get('township') ?? ''
  const list = usePaymentLines(batch.id, { status: tab, ...(township === '' ? {} : { township }) })
  const [acting, setActing] = useState<{ line: PaymentLineRow; act: LineAct }>()
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const isSmooth = smooth.has(tab)
  const post = useSession().data?.post.division ?? ''
  const isWhole = township === '' && post.length <= codeLength.county
  const change = (name: 'tab' | 'township', value: string): void => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  return (
    <section className="panel panel-table payment-details" aria-labelledby="lines-title" id="lines" ref={section}>
      <div className="panel-head">
        <h2 id="lines-title">{batchText.lines}</h2>
        <TownshipFilter batch={batch} value={township} onChange={(value) => change('township', value)} />
      </div>
      {phone ? (
        <Select
          aria-label={paymentsText.status}
          className="payment-tab"
          value={tab}
          onChange={(value) => change('tab', value)}
          options={tabs.map((value) => ({ value, label: tabName(value, batch, isWhole) }))}
        />
      ) : (
        <Tabs
          activeKey={tab}
          onChange={(value) => change('tab', value)}
          items={tabs.map((value) => ({ key: value, label: tabName(value, batch, isWhole) }))}
        />
      )}
      {list.error === null ? (
        <Table<PaymentLineRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          {...(rows.length === 0 ? {} : { scroll: { x: isSmooth ? 1000 : 860 } })}
          dataSource={rows}
          columns={lineColumns(
            batch,
            isSmooth,
            mayPrepare && !(isSmooth && batch.status !== 'draft') ? (line, act) => setActing({ line, act }) : undefined,
          )}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={batchText.emptyTab}>
                <p className="quiet">{batchText.emptyTabHint}</p>
              </Empty>
            ),
          }}
        />
      ) : (
        <Failed error={list.error} retry={() => void list.refetch()} />
      )}
      {rows.length === 0 ? null : (
        <p className="quiet payment-shown" aria-live="polite">
          {actText.shown(count(rows.length))}
        </p>
      )}
      {list.hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {actText.loadMore}
        </Button>
      ) : null}
      {acting === undefined ? null : (
        <LineDialog key={`${acting.line.id} ${acting.act}`} {...acting} onClose={() => setActing(undefined)} />
      )}
    </section>
  )
}

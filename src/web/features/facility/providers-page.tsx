import { App, Button, Empty, Form, Input, Modal, Select, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { type ProviderKind, type ProviderRow, providerKinds } from '#contracts/facility'
import { providerKindNames } from '#messages/facility'
import { useCarers, useProviders, useSaveProvider } from '#web/features/facility/api.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/facility/facility.css'

interface Fields {
  readonly name: string
  readonly kind: ProviderKind
  readonly creditCode?: string
  readonly contact?: string
}

function ProviderDialog({ row, onClose }: { row: ProviderRow | undefined; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const save = useSaveProvider()
  const act = useAct(save)
  const send = ({ name, kind, creditCode = '', contact = '' }: Fields): void =>
    act(
      (key) => ({
        key,
        name: name.trim(),
        kind,
        creditCode: creditCode.trim() === '' ? null : creditCode.trim().toUpperCase(),
        contact: contact.trim(),
        ...(row === undefined ? {} : { id: row.id, version: row.version }),
      }),
      () => {
        void message.success(facilityText.saved)
        onClose()
      },
    )
  const { creditCode, ...known } = row ?? { creditCode: null }
  return (
    <Modal
      open
      title={row === undefined ? facilityText.addProvider : facilityText.editProvider}
      okText={facilityText.save}
      cancelText={facilityText.cancel}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ ...known, ...(creditCode === null ? {} : { creditCode }) }}
        onFinish={send}
      >
        <Form.Item
          name="name"
          label={facilityText.name}
          rules={[{ required: true, whitespace: true, message: facilityText.nameMissing }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="kind"
          label={facilityText.providerKind}
          rules={[{ required: true, message: facilityText.providerKindMissing }]}
        >
          <Select options={providerKinds.map((value) => ({ value, label: providerKindNames[value] }))} />
        </Form.Item>
        <Form.Item
          name="creditCode"
          label={facilityText.creditCode}
          rules={[{ pattern: /^\s*[0-9A-Za-z]{18}\s*$/, message: facilityText.creditCodeLength }]}
        >
          <Input maxLength={20} placeholder={facilityText.creditCodeHint} />
        </Form.Item>
        <Form.Item name="contact" label={facilityText.contact}>
          <Input maxLength={120} />
        </Form.Item>
      </Form>
      <Refusal error={save.error} />
    </Modal>
  )
}

/** Who runs services: public bodies, social organisations and enterprises, with how many carers each has. */
export function ProvidersPage(): ReactNode {
  const list = useProviders()
  const carers = useCarers()
  const mayEdit = usePermission('facility:edit')
  const [opened, setOpened] = useState<ProviderRow | 'new'>()
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const carersOf = (id: string): string =>
    carers.data === undefined
      ? facilityText.none
      : facilityText.carersOf(count(carers.data.items.filter(({ providerId }) => providerId === id).length))
  const columns: TableColumnType<ProviderRow>[] = [
    {
      title: facilityText.name,
      render: (_, row) => (
        <span className="facility-lines">
          <strong>{row.name}</strong>
          <span className="quiet">{providerKindNames[row.kind]}</span>
        </span>
      ),
    },
    {
      title: facilityText.creditCode,
      className: 'digits',
      responsive: ['md'],
      render: (_, row) => row.creditCode ?? facilityText.none,
    },
    {
      title: facilityText.contact,
      responsive: ['md'],
      render: (_, row) => (row.contact === '' ? facilityText.none : row.contact),
    },
    { title: facilityText.carersCount, className: 'number', width: 96, render: (_, row) => carersOf(row.id) },
    ...(mayEdit
      ? [
          {
            title: facilityText.acts,
            width: 88,
            render: (_: unknown, row: ProviderRow) => (
              <Button size="small" aria-label={facilityText.editOf(row.name)} onClick={() => setOpened(row)}>
                {facilityText.edit}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <div className="facility-page">
      <header className="page-head">
        <h1>{facilityText.providersTitle}</h1>
        {mayEdit ? (
          <Button type="primary" onClick={() => setOpened('new')}>
            {facilityText.addProvider}
          </Button>
        ) : null}
      </header>
      <p className="quiet facility-hint">{facilityText.providersHint}</p>
      <section className="panel panel-table" aria-label={facilityText.providersList}>
        <Table<ProviderRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          dataSource={list.data?.items ?? []}
          columns={columns}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={facilityText.noProviders}>
                <p className="quiet">{mayEdit ? facilityText.noProvidersHint : facilityText.noProvidersReadOnly}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {opened === undefined ? null : (
        <ProviderDialog row={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />
      )}
    </div>
  )
}

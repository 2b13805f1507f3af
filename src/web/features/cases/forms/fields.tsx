import { AutoComplete, Checkbox, Form, Input, Radio, Select } from 'antd'
import type { Rule } from 'antd/es/form'
import type { ReactNode } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { useColleagues } from '#web/features/signals/api.ts'
import { payable } from '#web/features/temporary-assistance/amount.ts'

interface Named {
  readonly name: string
  readonly label: string
  readonly hint?: string
}

export function choices<V extends string>(
  names: Readonly<Record<V, string>>,
  of?: readonly V[],
): { value: V; label: string }[] {
  // The keys of a table of names are what it names.
  const values = of ?? (Object.keys(names) as V[])
  return values.map((value) => ({ value, label: names[value] }))
}

export const required: Rule = { required: true, message: formText.missing }

export function NoteField({ name, label, hint, rows = 3 }: Named & { rows?: number }): ReactNode {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, whitespace: true, message: formText.missing }]}>
      <Input.TextArea rows={rows} maxLength={2000} {...(hint === undefined ? {} : { placeholder: hint })} />
    </Form.Item>
  )
}

/** A day that is not after today. */
export function DayField({ name, label, type = 'date' }: Named & { type?: 'date' | 'month' }): ReactNode {
  const today = useSession().data?.today
  const max = type === 'month' ? today?.slice(0, 7) : today
  return (
    <Form.Item name={name} label={label} rules={[required]}>
      <Input type={type} {...(max === undefined ? {} : { max })} className="case-day" />
    </Form.Item>
  )
}

/** One of a few, each as a button that a finger meets. */
export function ChoiceField<V extends string>({
  name,
  label,
  options,
}: Named & { options: readonly { value: V; label: string }[] }): ReactNode {
  return (
    <Form.Item name={name} label={label} className="case-choice" rules={[{ required: true, message: formText.choose }]}>
      <Radio.Group aria-label={label} optionType="button" options={[...options]} />
    </Form.Item>
  )
}

/** Several of a few. */
export function ManyField<V extends string>({
  name,
  label,
  options,
  isNeeded = true,
}: Named & { options: readonly { value: V; label: string }[]; isNeeded?: boolean }): ReactNode {
  return (
    <Form.Item name={name} label={label} rules={isNeeded ? [{ required: true, message: formText.choose }] : []}>
      <Checkbox.Group aria-label={label} options={[...options]} className="case-many" />
    </Form.Item>
  )
}

export function PickField<V extends string>({
  name,
  label,
  hint,
  options,
  isNeeded = true,
}: Named & { options: readonly { value: V; label: string }[]; isNeeded?: boolean }): ReactNode {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={isNeeded ? [{ required: true, message: formText.choose }] : []}
    >
      <Select allowClear={!isNeeded} options={[...options]} />
    </Form.Item>
  )
}

/** Names of colleagues, or of anybody else, written in. */
export function NamesField({ name, label, hint }: Named): ReactNode {
  const session = useSession().data
  const mayList = usePermission('signal:assign')
  const colleagues = useColleagues(mayList).data?.items ?? []
  const names = [...new Set(colleagues.map((colleague) => colleague.name))]
  return (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: true, message: formText.missing }]}>
      <Select
        mode="tags"
        tokenSeparators={['、', '，', ',', ' ']}
        placeholder={formText.addName}
        options={names.filter((known) => known !== session?.officer.name).map((value) => ({ value, label: value }))}
      />
    </Form.Item>
  )
}

/** One name: of the household as a rule, of somebody else when it must be. */
export function NameField({ name, label, hint, known }: Named & { known: readonly string[] }): ReactNode {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={[{ required: true, whitespace: true, message: formText.missing }]}
    >
      <AutoComplete options={known.map((value) => ({ value }))}>
        <Input maxLength={40} />
      </AutoComplete>
    </Form.Item>
  )
}

function checkAmount(_: unknown, text: string | undefined): Promise<void> {
  return payable(text ?? '') === undefined ? Promise.reject(new Error(formText.amountBad)) : Promise.resolve()
}

export function AmountField({ name, label, hint }: Named): ReactNode {
  return (
    <Form.Item name={name} label={label} extra={hint} rules={[{ validator: checkAmount }]}>
      <Input inputMode="decimal" maxLength={12} suffix={formText.yuan} className="case-amount" />
    </Form.Item>
  )
}

/** What was written as money, as the server takes it. */
export function plainAmount(text: string): string {
  return payable(text)?.plain ?? text
}

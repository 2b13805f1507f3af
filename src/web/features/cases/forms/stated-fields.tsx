import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { FactName } from '#facts'
import { formText } from '#web/features/cases/form-text.zh.ts'
import { definitionOf } from '#web/features/cases/forms/stated.ts'

function optionsOf(fact: FactName): readonly string[] | undefined {
  const { type, values } = definitionOf(fact)
  return type === 'boolean' ? [formText.yes, formText.no] : values
}

/** Fields for what has been found about one subject, named and measured as the catalogue has it. */
export function StatedFields({ subject, of }: { subject: string; of: readonly FactName[] }): ReactNode {
  return (
    <div className="case-facts-grid">
      {of.map((fact) => {
        const { zh, unit } = definitionOf(fact)
        const values = optionsOf(fact)
        return (
          <Form.Item key={fact} name={['facts', subject, fact]} label={zh}>
            {values === undefined ? (
              <Input inputMode="decimal" maxLength={14} suffix={unit ?? ''} />
            ) : (
              <Select
                allowClear
                placeholder={formText.leaveEmpty}
                options={values.map((value) => ({ value, label: value }))}
              />
            )}
          </Form.Item>
        )
      })}
    </div>
  )
}

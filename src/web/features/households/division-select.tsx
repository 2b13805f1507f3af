import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useDivisionsBelow } from '#web/features/households/api.ts'

/** Chooses one of the places directly below another. */
export function DivisionSelect(props: {
  readonly label: string
  /** The place above those that can be chosen. */
  readonly above: string
  /** What stands before them, mostly the whole of the place above. */
  readonly first?: { readonly value: string; readonly label: string }
  readonly className: string
  readonly value: string
  readonly onChange: (division: string) => void
}): ReactNode {
  const { label, above, first, className, value, onChange } = props
  const below = useDivisionsBelow(above)
  const places = (below.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))
  return (
    <Select
      aria-label={label}
      className={className}
      showSearch={{ optionFilterProp: 'label' }}
      loading={below.isLoading}
      value={value}
      onChange={onChange}
      options={first === undefined ? places : [first, ...places]}
    />
  )
}

import { Select } from 'antd'
import type { ReactNode } from 'react'
import { codeLength } from '#contracts/division'
import { useDivisionsBelow } from '#web/features/households/api.ts'
import { finderText } from '#web/features/households/finder-text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import '#web/features/households/place-filter.css'

/** Narrows a list to one of the places directly below the officer's own; in a village there is nothing to choose. */
export function PlaceFilter({
  value,
  onChange,
}: {
  /** Empty for all of the officer's own place. */
  value: string
  onChange: (division: string) => void
}): ReactNode {
  const post = useSession().data?.post.division ?? ''
  const isAbove = post !== '' && post.length < codeLength.village
  const below = useDivisionsBelow(isAbove ? post : undefined)
  if (!isAbove) return null
  return (
    <Select
      aria-label={finderText.place}
      className="place-filter"
      showSearch={{ optionFilterProp: 'label' }}
      loading={below.isLoading}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: finderText.wholePlace },
        ...(below.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
  )
}

import type { ReactNode } from 'react'
import { codeLength } from '#contracts/division'
import { DivisionSelect } from '#web/features/households/division-select.tsx'
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
  if (post === '' || post.length >= codeLength.village) return null
  return (
    <DivisionSelect
      label={finderText.place}
      above={post}
      first={{ value: '', label: finderText.wholePlace }}
      className="place-filter"
      value={value}
      onChange={onChange}
    />
  )
}

import type { ReactNode } from 'react'
import { codeLength } from '#contracts/division'
import { DivisionSelect } from '#web/features/households/division-select.tsx'
import { boardText } from '#web/features/notices/text.zh.ts'

/** County, township and village, as far as the post leaves a choice. */
export function PlaceChoice(props: {
  /** The division of the post. */
  readonly post: string
  /** The place that is shown. */
  readonly value: string
  readonly onChange: (division: string) => void
}): ReactNode {
  const { post, value, onChange } = props
  if (post.length >= codeLength.village) return null
  const township = value.slice(0, codeLength.township)
  const county = value.slice(0, codeLength.county)
  const choice = { className: 'board-place', onChange }
  return (
    <>
      {post.length < codeLength.county ? (
        <DivisionSelect {...choice} label={boardText.county} above={post} value={county} />
      ) : null}
      {post.length < codeLength.township ? (
        <DivisionSelect {...choice} label={boardText.township} above={county} value={township} />
      ) : null}
      <DivisionSelect
        {...choice}
        label={boardText.village}
        above={township}
        first={{ value: township, label: boardText.wholeTownship }}
        value={value}
      />
    </>
  )
}

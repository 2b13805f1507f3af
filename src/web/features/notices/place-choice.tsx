import { Select } from 'antd'
import type { ReactNode } from 'react'
import { codeLength } from '#contracts/division'
import { useDivisionsBelow } from '#web/features/households/api.ts'
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
  const township = value.slice(0, codeLength.township)
  const choosesCounty = post.length < codeLength.county
  const counties = useDivisionsBelow(choosesCounty ? post : undefined)
  const choosesTownship = post.length < codeLength.township
  const townships = useDivisionsBelow(choosesTownship ? value.slice(0, codeLength.county) : undefined)
  const villages = useDivisionsBelow(post.length < codeLength.village ? township : undefined)
  if (post.length >= codeLength.village) return null
  return (
    <>
      {choosesCounty ? (
        <Select
          aria-label={boardText.county}
          className="board-place"
          showSearch={{ optionFilterProp: 'label' }}
          loading={counties.isLoading}
          value={value.slice(0, codeLength.county)}
          onChange={onChange}
          options={(counties.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : null}
      {choosesTownship ? (
        <Select
          aria-label={boardText.township}
          className="board-place"
          showSearch={{ optionFilterProp: 'label' }}
          loading={townships.isLoading}
          value={township}
          onChange={onChange}
          options={(townships.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : null}
      <Select
        aria-label={boardText.village}
        className="board-place"
        showSearch={{ optionFilterProp: 'label' }}
        loading={villages.isLoading}
        value={value}
        onChange={onChange}
        options={[
          { value: township, label: boardText.wholeTownship },
          ...(villages.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
    </>
  )
}

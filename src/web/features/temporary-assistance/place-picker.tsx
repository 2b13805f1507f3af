import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Post } from '#contracts/officer'
import { useDivisionsBelow } from '#web/features/households/api.ts'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'

const township = 9
const village = 12

/** A village worker's own village, so that nobody asks what the system knows. */
export function presetPlace(post: Post): string | undefined {
  return post.division.length === village ? post.division : undefined
}

/** The officer's own place and what lies below it; the form hands the value in. */
export function PlacePicker({
  post,
  ...field
}: {
  post: Post
  id?: string
  value?: string
  onChange?: (division: string) => void
}): ReactNode {
  const below = useDivisionsBelow(post.division.length < village ? post.division : undefined)
  const own = post.division.length >= township ? [{ value: post.division, label: post.divisionName }] : []
  const places = (below.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))
  if (presetPlace(post) !== undefined) return <Input id={field.id ?? ''} value={post.divisionName} readOnly />
  return (
    <Select
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      loading={below.isLoading}
      placeholder={aidText.placeMissing}
      options={[...places, ...own]}
    />
  )
}

import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { SetURLSearchParams } from 'react-router'
import { changed, cleared } from '#web/features/elder-care/narrowed.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { PlaceFilter } from '#web/features/households/place-filter.tsx'

function NameSearch({ value, onSearch }: { value: string; onSearch: (name: string) => void }): ReactNode {
  const [text, setText] = useState(value)
  return (
    <Input.Search
      className="care-name"
      allowClear
      maxLength={20}
      aria-label={careText.nameSearch}
      placeholder={careText.nameSearch}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onSearch={(name) => onSearch(name.trim())}
    />
  )
}

/** Narrows a list of elders to a place or a name; what is chosen stands in the address. */
export function ListFilter(props: {
  readonly search: URLSearchParams
  readonly setSearch: SetURLSearchParams
  /** What the list can be narrowed to besides. */
  readonly children?: ReactNode
  /** What is said of what is listed. */
  readonly said: string
}): ReactNode {
  const { search, setSearch, children, said } = props
  const change = (name: string, value: string): void => setSearch(changed(search, name, value))
  return (
    <div className="care-filter page-filters">
      {children}
      <PlaceFilter value={search.get('division') ?? ''} onChange={(value) => change('division', value)} />
      <NameSearch
        key={search.get('name') ?? ''}
        value={search.get('name') ?? ''}
        onSearch={(value) => change('name', value)}
      />
      {search.get('person') === null ? null : (
        <Button onClick={() => change('person', '')}>{careText.allElders}</Button>
      )}
      <span className="quiet" aria-live="polite">
        {said}
      </span>
    </div>
  )
}

/** The way out of a list in which nothing is left. */
export function ClearFilter({ search, setSearch }: { search: URLSearchParams; setSearch: SetURLSearchParams }) {
  return (
    <>
      <p className="quiet">{careText.emptyFiltered}</p>
      <Button onClick={() => setSearch(cleared(search))}>{careText.clearFilter}</Button>
    </>
  )
}

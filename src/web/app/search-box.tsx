import { AutoComplete, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { frameText } from '#web/app/text.zh.ts'
import { usePeople } from '#web/features/households/api.ts'
import { useRested } from '#web/ui/rested.ts'

/** One box for all people that the officer may see; `/` brings the cursor here. */
export function SearchBox(): ReactNode {
  const navigate = useNavigate()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const wanted = useRested(text.trim())
  const found = usePeople(wanted)
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key !== '/' || typing) return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', focus)
    return () => window.removeEventListener('keydown', focus)
  }, [])
  return (
    <div className="frame-search" role="search">
      <AutoComplete
        style={{ width: '100%' }}
        value={text}
        onChange={(value: string) => setText(value)}
        onSelect={(householdId: string) => {
          setText('')
          void navigate(`/households/${householdId}`)
        }}
        options={(found.data?.items ?? []).map((person) => ({
          key: person.personId,
          value: person.householdId,
          label: (
            <span>
              <strong>{person.name}</strong>{' '}
              <span className="quiet">{`${person.place}　${person.householdNumber}`}</span>
            </span>
          ),
        }))}
        notFoundContent={wanted !== '' && found.isSuccess ? frameText.searchNothing : null}
      >
        <Input ref={input} aria-label={frameText.searchLabel} placeholder={frameText.searchHint} allowClear />
      </AutoComplete>
    </div>
  )
}

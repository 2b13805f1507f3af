import { Button } from 'antd'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { formText } from '#web/features/cases/form-text.zh.ts'
import {
  box,
  longestPath,
  pathOf,
  pointAt,
  type Stroke,
  withoutLast,
  worthKeeping,
} from '#web/features/cases/forms/signature-path.ts'

/**
 * A box to sign in with a finger, a pen or a mouse. What is signed is a path in a box of fixed size, drawn by the
 * browser at whatever size the screen has, so that turning the tablet loses nothing.
 */
function SignaturePad({ name, path, onChange }: { name: string; path: string; onChange: (path: string) => void }) {
  const frame = useRef<SVGSVGElement>(null)
  const [stroke, setStroke] = useState<Stroke>([])
  const tooLong = path.length > longestPath
  const at = (event: PointerEvent): Stroke[number] | undefined =>
    frame.current === null ? undefined : pointAt(event, frame.current.getBoundingClientRect())
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    const point = at(event)
    if (point === undefined || !event.isPrimary) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setStroke([point])
  }
  const draw = (event: PointerEvent): void => {
    const point = at(event)
    setStroke((drawn) =>
      drawn.length === 0 || point === undefined || !worthKeeping(drawn.at(-1), point) ? drawn : [...drawn, point],
    )
  }
  const end = (): void => {
    if (stroke.length > 0) onChange(path + pathOf([stroke]))
    setStroke([])
  }
  return (
    <div className="signature">
      <div className="signature-head">
        <strong>{name}</strong>
        <span className={path === '' ? 'quiet' : 'signature-done'}>
          {path === '' ? formText.unsignedState : formText.signedState}
        </span>
      </div>
      <div className="signature-box">
        <svg
          ref={frame}
          role="img"
          aria-label={formText.signOf(name)}
          viewBox={`0 0 ${box.width} ${box.height}`}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <path d={path + pathOf([stroke])} />
        </svg>
        {path === '' && stroke.length === 0 ? <span className="signature-hint quiet">{formText.signHere}</span> : null}
      </div>
      {tooLong ? <p className="case-late">{formText.signatureLong}</p> : null}
      <div className="signature-acts">
        <Button
          disabled={path === ''}
          aria-label={`${formText.undo}：${name}`}
          onClick={() => onChange(withoutLast(path))}
        >
          {formText.undo}
        </Button>
        <Button disabled={path === ''} aria-label={`${formText.clear}：${name}`} onClick={() => onChange('')}>
          {formText.clear}
        </Button>
      </div>
    </div>
  )
}

type Paths = Readonly<Record<string, string>>

/** A box for each who signs; the form hands the value in. */
export function SignaturePads({
  names,
  value = {},
  onChange,
}: {
  names: readonly string[]
  value?: Paths
  onChange?: (paths: Paths) => void
}): ReactNode {
  return (
    <div className="signatures">
      {names.map((name) => (
        <SignaturePad
          key={name}
          name={name}
          path={value[name] ?? ''}
          onChange={(path) => onChange?.({ ...value, [name]: path })}
        />
      ))}
    </div>
  )
}

/** The signatures as they are sent: only those that have been drawn. */
export function drawn(names: readonly string[], paths: Paths | undefined): { name: string; path: string }[] {
  return names.flatMap((name) => {
    const path = paths?.[name] ?? ''
    return path === '' ? [] : [{ name, path }]
  })
}

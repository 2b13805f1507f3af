import Modeler, { type View } from 'dmn-js/lib/Modeler'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { lostParts, takeOver, toEditor } from '#web/features/policies/editor/model-text.ts'
import { translateEditor } from '#web/features/policies/editor/translations.zh.ts'
import { draftText } from '#web/features/policies/draft-text.zh.ts'
import 'dmn-js/dist/assets/diagram-js.css'
import 'dmn-js/dist/assets/dmn-js-shared.css'
import 'dmn-js/dist/assets/dmn-js-decision-table.css'
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css'
import 'dmn-js/dist/assets/dmn-js-literal-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css'
import 'dmn-js/dist/assets/dmn-font/css/dmn.css'
import '#web/features/policies/editor/model-editor.css'

const inChinese = { additionalModules: [{ translate: ['value', translateEditor] }] }

// Custom properties are not among the names that React knows.
const headings = {
  '--result-heading': JSON.stringify(draftText.result),
  '--result-type': JSON.stringify(draftText.resultType),
} as CSSProperties

type State = { readonly kind: 'opening' | 'open' } | { readonly kind: 'unreadable'; readonly lost: number }

/** Decisions first, then the rules that they share; the diagram is not edited here. */
function tablesOf(editor: Modeler): readonly View[] {
  const views = editor.getViews().filter(({ type }) => type !== 'drd')
  return [
    ...views.filter(({ type }) => type !== 'boxedExpression'),
    ...views.filter(({ type }) => type === 'boxedExpression'),
  ]
}

/** How long the author pauses before the text is read out of the editor. */
const pause = 250

/**
 * One model in the table editor of bpmn.io: its decision tables and expressions, one at a time. The text that it was
 * opened with is the one that changes are taken over into; for another text it is made anew by its key.
 */
export function ModelEditor({
  text,
  asked,
  onText,
}: {
  text: string
  /** The decision to open, and a number that grows with each wish, so that the same can be wished for again. */
  asked: { readonly decision: string; readonly times: number } | undefined
  onText: (text: string) => void
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const modeler = useRef<Modeler>(undefined)
  const [views, setViews] = useState<readonly View[]>([])
  const [chosen, setChosen] = useState<string>()
  const [state, setState] = useState<State>({ kind: 'opening' })
  // The editor lives as long as the element: it must not be made anew because a parent draws itself again.
  const [original] = useState(text)
  const report = useRef(onText)
  useEffect(() => {
    report.current = onText
  }, [onText])

  useEffect(() => {
    const container = frame.current
    if (container === null) return undefined
    const options = {
      drd: inChinese,
      decisionTable: inChinese,
      literalExpression: inChinese,
      boxedExpression: inChinese,
    }
    const editor = new Modeler({ container, ...options })
    modeler.current = editor
    const opened = toEditor(original)
    let untouched: string | undefined
    let timer: number | undefined
    let closed = false
    const read = async (): Promise<void> => {
      const { xml } = await editor.saveXML({ format: true })
      if (untouched === undefined || closed) return
      report.current(takeOver({ original, untouched, edited: xml, ids: opened.ids }))
      setViews(tablesOf(editor))
    }
    editor.on('viewer.created', ({ viewer }) => {
      viewer.on('commandStack.changed', () => {
        window.clearTimeout(timer)
        timer = window.setTimeout(() => void read(), pause)
      })
    })
    const start = async (): Promise<void> => {
      const { warnings } = await editor.importXML(opened.xml, { open: false })
      const { xml } = await editor.saveXML({ format: true })
      if (closed) return
      const lost = Math.max(lostParts(opened, xml).length, warnings.length)
      if (lost > 0) {
        setState({ kind: 'unreadable', lost })
        return
      }
      untouched = xml
      const known = tablesOf(editor)
      const [first] = known
      if (first !== undefined) await editor.open(first)
      setViews(known)
      setChosen(first?.id)
      setState({ kind: 'open' })
    }
    start().catch(() => {
      if (!closed) setState({ kind: 'unreadable', lost: 1 })
    })
    return () => {
      closed = true
      window.clearTimeout(timer)
      editor.destroy()
      modeler.current = undefined
    }
  }, [original])

  const open = (view: View): void => {
    setChosen(view.id)
    void modeler.current?.open(view)
  }
  useEffect(() => {
    const view = views.find(({ element }) => element.name === asked?.decision)
    if (asked !== undefined && view !== undefined) {
      setChosen(view.id)
      void modeler.current?.open(view)
    }
    // Opened once for each wish, not whenever the list of decisions is read anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked, views.length])

  return (
    <div className="model-editor">
      {state.kind === 'unreadable' ? <p role="alert">{draftText.unreadableModel}</p> : null}
      <nav className="model-views" aria-label={draftText.decisionsOfModel}>
        {views.map((view) => (
          <button
            key={view.id}
            type="button"
            className={view.id === chosen ? 'model-view model-view-chosen' : 'model-view'}
            aria-current={view.id === chosen}
            onClick={() => open(view)}
          >
            {view.element.name ?? view.element.id}
            <span className="quiet">{draftText.viewKinds[view.type]}</span>
          </button>
        ))}
      </nav>
      <div
        ref={frame}
        className={state.kind === 'unreadable' ? 'model-frame model-frame-hidden' : 'model-frame'}
        role="group"
        style={headings}
        aria-label={draftText.tableEditor}
      />
    </div>
  )
}

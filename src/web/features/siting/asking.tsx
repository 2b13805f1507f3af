import { Button, Progress } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { sitingText } from '#web/features/siting/text.zh.ts'

/** Counts the seconds down while the answer is reckoned; it may come earlier. */
export function Asking({ seconds, onStop }: { seconds: number; onStop: () => void }): ReactNode {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => setPassed((performance.now() - from) / 1000), 250)
    return () => clearInterval(timer)
  }, [])
  const left = Math.ceil(seconds - passed)
  return (
    <section className="panel siting-asking" aria-label={sitingText.ask}>
      <strong role="timer">{left > 0 ? sitingText.asking(left) : sitingText.finishing}</strong>
      <Progress percent={Math.min(99, Math.round((passed / seconds) * 100))} showInfo={false} aria-hidden />
      <p className="quiet">{sitingText.askingHint}</p>
      <Button onClick={onStop}>{sitingText.stop}</Button>
    </section>
  )
}

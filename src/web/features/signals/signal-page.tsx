import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { SignalSide } from '#web/features/signals/signal-side.tsx'
import '#web/features/signals/signals.css'

/** One signal under its own address. */
export function SignalPage(): ReactNode {
  const { id = '' } = useParams()
  return (
    <div className="panel signal-single">
      <SignalSide id={id} />
    </div>
  )
}

import type { ReactNode } from 'react'
import type { RegistrationKind } from '#contracts/temporary-assistance'
import { say } from '#kernel/text'
import { refusals } from '#messages/temporary-assistance'
import { useAidCap } from '#web/features/temporary-assistance/api.ts'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'

/** Beside the amount: what may be given at most here, and by which law. */
export function CapHint({
  division,
  kind,
}: {
  division: string | undefined
  kind: RegistrationKind | undefined
}): ReactNode {
  const { data, error } = useAidCap(division, kind)
  if (division === undefined || kind === undefined) return <span className="quiet">{aidText.capAsk}</span>
  if (error !== null) return <span className="aid-late">{error.message}</span>
  if (data === undefined) return <span className="quiet">{aidText.capReading}</span>
  if (data.cap === null) return <span className="aid-late">{say(refusals, { code: 'aid-cap-unknown' })}</span>
  return (
    <span className="aid-cap">
      <strong>{aidText.capOf(data.cap)}</strong>
      {data.basis === null ? null : <span className="quiet">{data.basis}</span>}
    </span>
  )
}

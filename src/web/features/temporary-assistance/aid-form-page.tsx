import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useSession } from '#web/features/session/api.ts'
import { AidForm } from '#web/features/temporary-assistance/aid-form.tsx'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/temporary-assistance/aids.css'

export function AidFormPage(): ReactNode {
  const { data: session, error, refetch } = useSession()
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  return (
    <div className="aid-form-page">
      <header className="page-head">
        <h1>{aidText.formTitle}</h1>
      </header>
      {session === undefined ? <Skeleton active /> : <AidForm post={session.post} />}
    </div>
  )
}

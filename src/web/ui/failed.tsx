import { Button, Result } from 'antd'
import type { ReactNode } from 'react'
import { frameText } from '#web/app/text.zh.ts'

/** In place of what could not be loaded: why, and a way to try again. */
export function Failed({ error, retry }: { error: Error; retry: () => void }): ReactNode {
  return (
    <Result
      status="warning"
      title={frameText.failed}
      subTitle={error.message}
      extra={
        <Button type="primary" onClick={retry}>
          {frameText.retry}
        </Button>
      }
    />
  )
}

import { Button, Result } from 'antd'
import type { ReactNode } from 'react'
import { uiText } from '#web/ui/text.zh.ts'

/** In place of what could not be loaded: why, and a way to try again. */
export function Failed({ error, retry }: { error: Error; retry: () => void }): ReactNode {
  return (
    <div role="alert">
      <Result
        status="warning"
        title={uiText.failed}
        subTitle={error.message}
        extra={
          <Button type="primary" onClick={retry}>
            {uiText.retry}
          </Button>
        }
      />
    </div>
  )
}

import { Button, Result } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useRouteError } from 'react-router'
import { frameText } from '#web/app/text.zh.ts'

/** For an address that leads nowhere, and for a page that broke while it was drawn. */
export function NotFound(): ReactNode {
  const navigate = useNavigate()
  const error = useRouteError()
  const broken = error instanceof Error
  return (
    <Result
      status={broken ? 'error' : '404'}
      title={broken ? frameText.failed : frameText.notFoundTitle}
      subTitle={broken ? frameText.lost : frameText.notFoundHint}
      extra={
        <Button type="primary" onClick={() => void navigate('/')}>
          {frameText.backToWorkbench}
        </Button>
      }
    />
  )
}

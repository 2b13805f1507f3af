import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { SignInRequest } from '#contracts/officer'
import { signIn } from '#web/features/session/api.ts'
import { signInText } from '#web/features/session/text.zh.ts'
import '#web/features/session/sign-in-page.css'

/** Only addresses of the desk itself may follow a sign-in. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') === true && !next.startsWith('//') ? next : '/'
}

export function SignInPage(): ReactNode {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const queries = useQueryClient()
  const attempt = useMutation({
    mutationFn: (request: SignInRequest) => signIn(request),
    onSuccess: async () => {
      queries.clear()
      await navigate(safeNext(search.get('next')), { replace: true })
    },
  })
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <p className="sign-in-promise">{signInText.promise}</p>
        <h1 id="sign-in-title">
          {signInText.title}
          <small>{signInText.slogan}</small>
        </h1>
        <Form<SignInRequest> layout="vertical" requiredMark={false} onFinish={(request) => attempt.mutate(request)}>
          <Form.Item
            name="login"
            label={signInText.login}
            rules={[{ required: true, message: signInText.loginMissing }]}
          >
            <Input size="large" autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={signInText.password}
            rules={[{ required: true, message: signInText.passwordMissing }]}
          >
            <Input.Password size="large" autoComplete="current-password" />
          </Form.Item>
          {attempt.error === null ? null : (
            <Alert className="sign-in-problem" type="error" showIcon title={attempt.error.message} role="alert" />
          )}
          <Button type="primary" size="large" block htmlType="submit" loading={attempt.isPending}>
            {signInText.submit}
          </Button>
        </Form>
        <p className="quiet sign-in-hint">{signInText.hint}</p>
      </section>
    </main>
  )
}

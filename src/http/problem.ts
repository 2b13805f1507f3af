import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '#kernel/refused'
import { problemText, refusalText } from '#http/messages.zh'

/** HTTP status of refusals that are not a plain conflict with the state of things. */
const statusOf: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'sign-in-locked': 423,
  'permission-missing': 403,
  'post-not-yours': 403,
  'signal-not-found': 404,
  'household-not-found': 404,
  'policy-not-found': 404,
  'person-not-found': 404,
  'household-not-in-snapshot': 404,
  'batch-not-found': 404,
  'held-row-not-found': 404,
  'draft-not-found': 404,
  'no-such-snapshot': 404,
  'aid-not-found': 404,
  'case-not-found': 404,
  'referral-not-found': 404,
  'float-not-found': 404,
  'payment-batch-not-found': 404,
  'payment-line-not-found': 404,
  'payment-account-not-found': 404,
  'payee-not-found': 404,
  'recovery-not-found': 404,
  'aid-household-not-found': 404,
  'letter-not-found': 404,
  'board-not-found': 404,
  'ability-not-found': 404,
  'ability-person-not-found': 404,
  'facility-not-found': 404,
  'provider-not-found': 404,
  'carer-not-found': 404,
  'absence-not-found': 404,
  'point-household-not-found': 404,
  'elder-not-found': 404,
  'difficulty-not-found': 404,
  'care-plan-not-found': 404,
  'visit-not-found': 404,
  'dispatch-plan-not-found': 404,
  'settlement-not-found': 404,
  'siting-scenario-not-found': 404,
  'dispatch-is-county': 403,
  'dispatch-too-many-at-once': 503,
  'siting-too-many-at-once': 503,
}

/**
 * A fault as it is logged. Not `detail`, `where` and their like, in which PostgreSQL repeats the row that it stumbled
 * over, nor the message of an error about a value, which repeats the value.
 */
export function describeFault(error: Error): { type: string; message: string; code: string; stack: string } {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const namesValue = code.startsWith('22')
  const message = namesValue ? '' : error.message
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, message, code, stack: frames.join('\n') }
}

/** The one place that turns refusals, bad requests and faults into answers (RFC 9457). */
export function sendProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = (status: number, body: Record<string, unknown>): FastifyReply =>
    reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .serializer(JSON.stringify)
      .send({ status, ...body })

  if (error instanceof Refused) {
    return problem(statusOf[error.refusal.code] ?? 409, {
      code: error.refusal.code,
      title: refusalText(error.refusal),
      facts: error.refusal,
    })
  }
  if ('validation' in error && Array.isArray(error.validation)) {
    return problem(400, {
      code: 'bad-request',
      title: problemText.badRequest,
      fields: error.validation.map((issue: { instancePath?: string; message?: string }) => ({
        path: issue.instancePath ?? '',
        message: issue.message ?? '',
      })),
    })
  }
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    const code = error.statusCode === 429 ? 'too-many-requests' : error.statusCode === 413 ? 'too-large' : 'bad-request'
    return problem(error.statusCode, {
      code,
      title: problemText[code === 'too-many-requests' ? 'tooMany' : code === 'too-large' ? 'tooLarge' : 'badRequest'],
    })
  }
  const reference = randomUUID().slice(0, 8)
  request.log.error({ reference, err: error }, 'fault')
  return problem(500, { code: 'fault', title: problemText.fault(reference), reference })
}

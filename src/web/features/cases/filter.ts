import { type CaseListRequest, caseStatuses, programmes, steps } from '#contracts/assistance'

export const queues = ['mine', 'running', 'all'] as const
export type Queue = (typeof queues)[number]

/** What the address asks for; what it does not know is left out. */
export function readCaseFilter(search: URLSearchParams): CaseListRequest & { readonly queue: Queue } {
  const among = <T extends string>(known: readonly T[], name: string): T | undefined =>
    known.find((value) => value === search.get(name))
  const programme = among(programmes, 'programme')
  const status = among(caseStatuses, 'status')
  const step = among(steps, 'step')
  return {
    queue: among(queues, 'queue') ?? 'mine',
    ...(programme === undefined ? {} : { programme }),
    ...(status === undefined ? {} : { status }),
    ...(step === undefined ? {} : { step }),
  }
}

import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type {
  AccountDecision,
  AccountList,
  AccountRejection,
  AccountRequest,
  BankProfile,
  BatchStep,
  BuildDone,
  BuildRequest,
  DeadPaidList,
  LineDecision,
  LineStatus,
  MonthlyReport,
  PaymentBatchDetail,
  PaymentBatchList,
  PaymentDone,
  PaymentLineList,
  PaymentReport,
  RecoveryList,
  RecoveryPayment,
  RecoveryPlan,
  ReturnsDone,
  ReturnsRequest,
} from '#contracts/disbursement'
import type { EntitlementList } from '#contracts/entitlement'
import { command, type Problem, read, readFile, upload, withQuery } from '#web/request.ts'

export type BatchAct = 'approve' | 'send' | 'settle'
export type LineAct = 'release' | 'exclude' | 'reissue'

export interface LineWishes {
  readonly status?: LineStatus
  readonly township?: string
}

const batchPath = (id: string): string => `/api/payment-batches/${encodeURIComponent(id)}`

export function usePaymentBatches(): UseQueryResult<PaymentBatchList> {
  return useQuery({
    queryKey: ['payment-batches'],
    queryFn: () => read<PaymentBatchList>('/api/payment-batches'),
  })
}

export function usePaymentBatch(id: string): UseQueryResult<PaymentBatchDetail> {
  return useQuery({ queryKey: ['payment-batch', id], queryFn: () => read<PaymentBatchDetail>(batchPath(id)) })
}

export function usePaymentLines(id: string, of: LineWishes): UseInfiniteQueryResult<InfiniteData<PaymentLineList>> {
  return useInfiniteQuery({
    queryKey: ['payment-lines', id, of],
    queryFn: ({ pageParam }) => read<PaymentLineList>(withQuery(`${batchPath(id)}/lines`, { ...of, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useAccounts(
  of: { readonly person?: string; readonly status?: 'waiting' },
  enabled = true,
): UseQueryResult<AccountList> {
  return useQuery({
    queryKey: ['payment-accounts', of],
    queryFn: () => read<AccountList>(withQuery('/api/payment-accounts', of)),
    enabled,
  })
}

export function useRecoveries(): UseQueryResult<RecoveryList> {
  return useQuery({ queryKey: ['recoveries'], queryFn: () => read<RecoveryList>('/api/recoveries') })
}

/** What a household is owed this month, and so who its payees are. */
export function useEntitlementsOf(household: string): UseQueryResult<EntitlementList> {
  return useQuery({
    queryKey: ['entitlements', household],
    queryFn: () => read<EntitlementList>(withQuery('/api/entitlements', { household })),
  })
}

export function useReport(month: string, report: PaymentReport | undefined): UseQueryResult<MonthlyReport> {
  return useQuery({
    queryKey: ['payment-report', month, report ?? ''],
    queryFn: () => read<MonthlyReport>(`/api/payment-reports/${month}/${report ?? ''}`),
    enabled: report !== undefined,
  })
}

export function useDeadPaid(month: string, enabled: boolean): UseQueryResult<DeadPaidList> {
  return useQuery({
    queryKey: ['payment-report', month, 'dead-paid'],
    queryFn: () => read<DeadPaidList>(`/api/payment-reports/${month}/dead-paid`),
    enabled,
  })
}

const touched = [
  'payment-batches',
  'payment-batch',
  'payment-lines',
  'payment-accounts',
  'recoveries',
  'payment-report',
  'entitlements',
]

/** A refusal often means that somebody else was faster, so that all is read anew after it as well. */
function usePaymentCommand<Request, Answer = PaymentDone>(run: (request: Request) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation<Answer, Problem, Request>({
    mutationFn: run,
    onSettled: () => Promise.all(touched.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useBuild() {
  return usePaymentCommand((request: BuildRequest) => command<BuildDone>('POST', '/api/payment-batches', request))
}

export function useBatchAct(id: string, act: BatchAct) {
  return usePaymentCommand((request: BatchStep) => command<PaymentDone>('POST', `${batchPath(id)}/${act}`, request))
}

export function useLineAct(id: string, act: LineAct) {
  return usePaymentCommand((request: LineDecision) =>
    command<PaymentDone>('POST', `/api/payment-lines/${encodeURIComponent(id)}/${act}`, request),
  )
}

/** The bank's file with whole account numbers; each time it is fetched is written down. */
export function useBankFile(id: string) {
  return usePaymentCommand((profile: BankProfile) => readFile(withQuery(`${batchPath(id)}/bank-file`, { profile })))
}

/** What the bank answered: a file as it came, or typed in. */
export type Returns = ReturnsRequest | { readonly key: string; readonly profile: BankProfile; readonly file: File }

export function useReturns(id: string) {
  return usePaymentCommand((request: Returns) => {
    if (!('file' in request)) return command<ReturnsDone>('POST', `${batchPath(id)}/returns`, request)
    const { key, profile, file } = request
    return upload<ReturnsDone>(withQuery(`${batchPath(id)}/returns-file`, { key, profile }), file, () => undefined)
  })
}

export function useEnterAccount() {
  return usePaymentCommand((request: AccountRequest) => command<PaymentDone>('POST', '/api/payment-accounts', request))
}

export function useConfirmAccount(id: string) {
  return usePaymentCommand((request: AccountDecision) =>
    command<PaymentDone>('POST', `/api/payment-accounts/${id}/confirm`, request),
  )
}

export function useRejectAccount(id: string) {
  return usePaymentCommand((request: AccountRejection) =>
    command<PaymentDone>('POST', `/api/payment-accounts/${id}/reject`, request),
  )
}

export function usePlanRecovery(id: string) {
  return usePaymentCommand((request: RecoveryPlan) =>
    command<PaymentDone>('POST', `/api/recoveries/${id}/plan`, request),
  )
}

export function useReceiveRecovery(id: string) {
  return usePaymentCommand((request: RecoveryPayment) =>
    command<PaymentDone>('POST', `/api/recoveries/${id}/payments`, request),
  )
}

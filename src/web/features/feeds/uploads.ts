import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DeliveryAnswer } from '#contracts/exchange'
import { Problem, upload } from '#web/request.ts'

/** How far one file has come. */
export type Progress =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending'; readonly share: number }
  | { readonly state: 'delivered'; readonly batchId: string; readonly before: boolean }
  | { readonly state: 'refused'; readonly reason: string }

export interface Upload {
  readonly key: number
  readonly name: string
  readonly progress: Progress
}

function outcomeOf({ kind, batchId, text }: DeliveryAnswer): Progress {
  return kind === 'refused'
    ? { state: 'refused', reason: text ?? '' }
    : { state: 'delivered', batchId, before: kind === 'already-delivered' }
}

/** Files on their way to the server, one after the other: the register must be in before what refers to it. */
export function useUploads(): {
  readonly uploads: readonly Upload[]
  readonly busy: boolean
  readonly add: (files: readonly File[]) => void
  readonly clear: () => void
} {
  const queries = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [pending, setPending] = useState(0)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const next = useRef(0)
  const move = (key: number, progress: Progress): void =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, progress } : one)))
  const send = async (key: number, file: File): Promise<void> => {
    move(key, { state: 'sending', share: 0 })
    try {
      const answer = await upload<DeliveryAnswer>('/api/batches', file, (share) =>
        move(key, { state: 'sending', share }),
      )
      move(key, outcomeOf(answer))
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      move(key, { state: 'refused', reason: problem.message })
    } finally {
      setPending((count) => count - 1)
      await queries.invalidateQueries({ queryKey: ['batches'] })
    }
  }
  return {
    uploads,
    busy: pending > 0,
    add(files) {
      const added = files.map((file) => {
        next.current += 1
        return { key: next.current, file }
      })
      setPending((count) => count + added.length)
      setUploads((all) => [
        ...all,
        ...added.map(({ key, file }) => ({ key, name: file.name, progress: { state: 'waiting' } as const })),
      ])
      for (const { key, file } of added) queue.current = queue.current.then(() => send(key, file))
    },
    clear: () => setUploads([]),
  }
}

import { expect, test } from 'vitest'
import type { VisitCorrectionList } from '#contracts/elder-care'
import { correctionSteps, type Told } from '#web/features/elder-care/corrections.ts'

const now: Told = {
  madeOn: '2026-11-03',
  arrivedAt: 540,
  leftAt: 600,
  way: 'visit',
  note: '都好',
  carerIds: ['7', '8'],
}
type Correction = VisitCorrectionList['items'][number]
const correction = (id: string, given: Partial<Correction['before']>): Correction => ({
  id,
  reason: '看错了表',
  correctedBy: '黄建民',
  correctedAt: '2026-11-04T01:00:00.000Z',
  before: {
    ...now,
    madeOn: '2026-11-03',
    arrivedAt: 540,
    leftAt: 600,
    way: 'visit',
    place: null,
    recordedBy: '谢玉珍',
    recordedAt: null,
    ...given,
  },
})

test('each correction is set against what was told after it: the newest against what stands now', () => {
  const newest = correction('2', { arrivedAt: 530, carerIds: ['7'] })
  const oldest = correction('1', { arrivedAt: 530, leftAt: 590, note: null, carerIds: ['7'] })

  const steps = correctionSteps([newest, oldest], now)

  expect(steps.map(({ changed }) => changed)).toEqual([
    ['arrivedAt', 'carerIds'],
    ['leftAt', 'note'],
  ])
  expect(steps.map(({ after }) => after)).toEqual([now, newest.before])
})

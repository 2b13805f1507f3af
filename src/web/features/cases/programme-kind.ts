import type { Programme } from '#contracts/assistance'

/** A status alone, which pays nothing by itself. */
export function isRecognition(programme: Programme): boolean {
  return programme === 'near-threshold' || programme === 'rigid-expenditure'
}

/** Money by need, once or in a few parts, instead of month by month. */
export function isOneOff(programme: Programme): boolean {
  return programme === 'emergency-aid' || programme === 'expenditure-aid'
}

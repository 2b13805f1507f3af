import { nothingWeighs } from '#dispatch/formats/solomon'
import type { Pairing, Problem } from '#dispatch/problem'
import { field, listOf, numberOf, textOf } from '#dispatch/formats/json'

/**
 * Reads a problem of home health care routing and scheduling in the JSON of the HHCRSP collection. Its cost is the mean
 * of distance, total lateness and greatest lateness. Throws, naming the field, when the file has another shape.
 */
export function readHhcrsp(text: string, name: string): Problem {
  const file: unknown = JSON.parse(text)
  const patients = listOf(field(file, 'patients'), 'patients')
  const rows = listOf(field(file, 'distances'), 'distances').map((row) =>
    listOf(row, 'distances').map((cell) => numberOf(cell, 'distances')),
  )
  const third = 1 / 3
  return {
    name,
    places: Array.from({ length: patients.length + 1 }, (_, index) => ({ id: `p${index}`, x: 0, y: 0 })),
    travel: { kind: 'matrix', minutes: { any: rows } },
    carers: listOf(field(file, 'caregivers'), 'caregivers').map((carer) => ({
      id: textOf(field(carer, 'id'), 'caregivers.id'),
      skills: listOf(field(carer, 'abilities'), 'abilities').map((skill) => textOf(skill, 'abilities')),
      from: 0,
      until: Infinity,
      start: 'p0',
      end: 'p0',
      mode: 'any',
    })),
    visits: patients.map((patient, index) => {
      const window = listOf(field(patient, 'time_window'), 'time_window')
      const parts = listOf(field(patient, 'required_caregivers'), 'required_caregivers').map((part) => ({
        skills: [textOf(field(part, 'service'), 'service')],
        minutes: numberOf(field(part, 'duration'), 'duration'),
      }))
      const visit = {
        id: textOf(field(patient, 'id'), 'patients.id'),
        place: `p${index + 1}`,
        parts,
        earliest: numberOf(window[0], 'time_window'),
        latest: numberOf(window[1], 'time_window'),
        latestAtAll: null,
      }
      return parts.length === 2 ? { ...visit, pairing: pairingOf(field(patient, 'synchronization')) } : visit
    }),
    weights: { ...nothingWeighs, travel: third, lateness: third, greatestLateness: third },
  }
}

function pairingOf(value: unknown): Pairing {
  const kind = textOf(field(value, 'type'), 'synchronization.type')
  if (kind === 'simultaneous') return { kind }
  const gap = listOf(field(value, 'distance'), 'synchronization.distance')
  return { kind: 'sequence', least: numberOf(gap[0], 'distance'), most: numberOf(gap[1], 'distance') }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPaymentExclusions } from '#policy-files/payment-exclusions'

test('the combinations of the law are read with what is held and the document', async () => {
  const pairs = await loadPaymentExclusions()

  expect(pairs).toContainEqual({
    hold: 'disability-care-subsidy',
    other: 'destitute-support',
    from: '2016-01-01',
    until: undefined,
    document: '国发〔2015〕52号',
  })
  expect(pairs.every(({ hold, other }) => hold !== other)).toBe(true)
})

test('a combination that holds neither of its programmes, or names none that there is, is a mistake of the file', async () => {
  const read = async (row: string): Promise<string> => {
    const root = mkdtempSync(join(tmpdir(), 'doudi-exclusions-'))
    try {
      mkdirSync(join(root, 'payment'))
      writeFileSync(
        join(root, 'payment', 'exclusions.yaml'),
        `exclusions:\n  - { ${row}, from: 2026-01-01, document: x, source: x }\n`,
      )
      return await loadPaymentExclusions(root).then(
        () => 'read',
        () => 'refused',
      )
    } finally {
      rmSync(root, { recursive: true })
    }
  }

  expect(await read('programmes: [orphan-allowance, near-threshold], hold: near-threshold')).toBe('read')
  expect(await read('programmes: [orphan-allowance, near-threshold], hold: emergency-aid')).toBe('refused')
  expect(await read('programmes: [orphan-allowance, pension], hold: orphan-allowance')).toBe('refused')
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { parse } from 'yaml'
import { type Programme, programmes } from '#contracts/assistance'
import { type Day, day } from '#kernel/day'
import { defaultPolicyFolder } from '#policy-files/read'

/** Two programmes that nobody is paid in the same month. */
export interface PaymentExclusion {
  readonly hold: Programme
  readonly other: Programme
  readonly from: Day
  readonly until: Day | undefined
  readonly document: string
}

const File = Compile(
  Type.Object({
    exclusions: Type.Array(
      Type.Object({
        programmes: Type.Array(Type.Enum(programmes), { minItems: 2, maxItems: 2 }),
        hold: Type.Enum(programmes),
        from: Type.String(),
        until: Type.Optional(Type.String()),
        document: Type.String({ minLength: 1 }),
        source: Type.String({ minLength: 1 }),
      }),
    ),
  }),
)

/** The combinations of `payment/exclusions.yaml`. Throws when one of them does not name two programmes and a day. */
export async function loadPaymentExclusions(root: string = defaultPolicyFolder): Promise<readonly PaymentExclusion[]> {
  const text = await readFile(join(root, 'payment', 'exclusions.yaml'), 'utf8')
  const document: unknown = parse(text, { version: '1.2', schema: 'core' })
  return File.Parse(document).exclusions.map((row) => {
    const other = row.programmes.find((programme) => programme !== row.hold)
    if (other === undefined || !row.programmes.includes(row.hold)) {
      throw new Error(`payment/exclusions.yaml: ${row.document} does not hold one of two programmes`)
    }
    const until = row.until === undefined ? undefined : day(row.until)
    return { hold: row.hold, other, from: day(row.from), until, document: row.document }
  })
}

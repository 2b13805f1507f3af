import { sql } from 'kysely'
import type { BankProfile } from '#contracts/disbursement'
import type { DB, Keys, Transaction } from '#db'
import type { Fen } from '#kernel/fen'
import type { BankLine } from './bank-file.ts'
import { bankWords } from './messages.zh.ts'
import { amount, readProgramme, type StoredBatch } from './store.ts'

/** Every payment of an approved batch with the number of its account, in the order of the bank's file. */
export async function listBankLines(tx: Transaction<DB>, keys: Keys, batchId: string): Promise<BankLine[]> {
  const { rows } = await sql<{
    line: number
    total: string
    month: string
    programme: string
    holder: string
    bank: string
    cipher: Buffer
  }>`
    select l.bank_line as line, l.total_fen::text as total, l.month, l.programme, a.holder_name as holder, a.bank,
           a.number_cipher as cipher
      from payment_line l join payment_account a on a.id = l.account_id
     where l.batch_id = ${batchId} and l.bank_line is not null order by l.bank_line`.execute(tx)
  return rows.map((row) => ({
    line: row.line,
    account: keys.decrypt('payment_account.number', row.cipher),
    holder: row.holder,
    bank: row.bank,
    amount: amount(row.total),
    remark: bankWords.remark(row.month, readProgramme(row.programme)),
  }))
}

/** Notes what was written; written again, it notes the same once more. */
export async function saveFile(
  tx: Transaction<DB>,
  batch: StoredBatch,
  of: {
    profile: BankProfile
    name: string
    sm3: string
    sha256: string
    lines: number
    total: Fen
    officerId: string
  },
): Promise<void> {
  const values = {
    name: of.name,
    sm3: of.sm3,
    sha256: of.sha256,
    lines: of.lines,
    total_fen: of.total,
    officer_id: of.officerId,
  }
  await tx
    .insertInto('payment_file')
    .values({ batch_id: batch.id, profile: of.profile, county: batch.county, division: batch.county, ...values })
    .onConflict((conflict) => conflict.columns(['batch_id', 'profile']).doUpdateSet(values))
    .execute()
}

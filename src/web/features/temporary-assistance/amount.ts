import { type Fen, parseYuan } from '#kernel/fen'

/** What an officer wrote as money, as the server takes it: `1,000.5` → `1000.5`. Undefined when it cannot be paid. */
export function payable(text: string): { readonly plain: string; readonly amount: Fen } | undefined {
  const amount = parseYuan(text)
  return amount === undefined || amount <= 0n ? undefined : { plain: text.trim().replaceAll(',', ''), amount }
}

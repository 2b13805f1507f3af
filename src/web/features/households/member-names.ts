import type { ReasonStep } from '#contracts/policy-register'
import type { Member } from '#contracts/registry'
import { memberWord, relationField } from '#web/features/households/text.zh.ts'

/**
 * The names behind `成员1`, `成员2` of a reason. The snapshot of the last sweep orders members as the file does, but
 * somebody may have joined or left since: names are given only while every relation that the reason read agrees.
 */
export function memberNames(steps: readonly ReasonStep[], members: readonly Member[]): (subject: string) => string {
  const numberOf = (subject: string): number | undefined =>
    subject.startsWith(memberWord) ? Number(subject.slice(memberWord.length)) : undefined
  const read = steps.flatMap(({ inputs }) =>
    inputs.flatMap(({ name, value }) => {
      const [subject = '', field] = name.split('.')
      const number = numberOf(subject)
      return number === undefined ? [] : [{ number, relation: field === relationField ? value : undefined }]
    }),
  )
  const agrees =
    read.some(({ relation }) => relation !== undefined) &&
    read.every(({ number, relation }) => {
      const member = members[number - 1]
      return member !== undefined && (relation === undefined || relation === member.relation)
    }) &&
    Math.max(...read.map(({ number }) => number)) === members.length
  return (subject) => {
    const number = agrees ? numberOf(subject) : undefined
    const member = number === undefined ? undefined : members[number - 1]
    return member === undefined ? subject : `${member.name}（${member.relation}）`
  }
}

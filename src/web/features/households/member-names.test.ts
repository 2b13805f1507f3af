import { expect, test } from 'vitest'
import type { ReasonStep } from '#contracts/policy-register'
import type { Member } from '#contracts/registry'
import { memberNames } from '#web/features/households/member-names.ts'

function member(name: string, relation: string): Member {
  return {
    personId: name,
    name,
    relation,
    sex: null,
    birthDay: null,
    age: null,
    residentId: null,
    phone: null,
    since: '2020-01-01',
    facts: [],
  }
}

/** A step that read the given facts. */
function stepThatRead(facts: Readonly<Record<string, string>>): ReasonStep {
  const inputs = Object.entries(facts).map(([name, value]) => {
    return { name, value, known: true, kind: 'fact' as const, source: null }
  })
  return { depth: 0, decision: '计入成员', value: '是', known: true, article: null, expression: null, inputs }
}

const family = [member('李伟', '户主'), member('王海玲', '配偶'), member('李桐思', '子女')]
const relations = { '成员1.与户主关系': '户主', '成员2.与户主关系': '配偶', '成员3.与户主关系': '子女' }

test('members of a reason are called by their names when every relation agrees', () => {
  const nameOf = memberNames([stepThatRead(relations), stepThatRead({ '成员3.年龄': '7' })], family)

  expect(nameOf('成员1')).toBe('李伟（户主）')
  expect(nameOf('成员3')).toBe('李桐思（子女）')
})

test('what is not a member keeps its name', () => {
  const nameOf = memberNames([stepThatRead({ ...relations, '义务人1.年龄': '40', 家庭月收入: '2600' })], family)

  expect(nameOf('义务人1')).toBe('义务人1')
  expect(nameOf('成员4')).toBe('成员4')
})

test('nobody is named once a relation differs, for the names would be those of others', () => {
  const nameOf = memberNames([stepThatRead({ ...relations, '成员2.与户主关系': '父母' })], family)

  expect(nameOf('成员1')).toBe('成员1')
  expect(nameOf('成员2')).toBe('成员2')
})

test('nobody is named when somebody has joined since the reason was given', () => {
  const nameOf = memberNames([stepThatRead(relations)], [...family, member('李桐安', '子女')])

  expect(nameOf('成员1')).toBe('成员1')
})

test('nobody is named when somebody has left since the reason was given', () => {
  const nameOf = memberNames([stepThatRead(relations)], family.slice(0, 2))

  expect(nameOf('成员1')).toBe('成员1')
})

test('nobody is named by a reason that read no relation', () => {
  const nameOf = memberNames([stepThatRead({ '成员1.年龄': '35', '成员2.年龄': '30', '成员3.年龄': '7' })], family)

  expect(nameOf('成员1')).toBe('成员1')
})

import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer, explainInSentences } from '#policy'
import { aHousehold, aMember, aModel, compiled, standards } from '#policy/testing'

const standard = standards(`parameters:
  - name: 低保标准
    unit: 元/月
    rows: [{ division: '00', value: 935, from: 2020-01-01, document: 某省标准 }]
`)

const policies = compiled(
  aModel({
    decisions: {
      月收入: 'sum(成员.月均工资)',
      人均: '月收入 / count(成员)',
      低于标准: '人均 < 低保标准',
      无房: 'false',
    },
  }),
  standard,
)

test('a letter names what was decided, the standards and where they come from, each thing once', () => {
  const household = aHousehold({ members: [aMember({ wage: '1000' }), aMember({ wage: '0' }), aMember({ wage: '0' })] })

  const { trace } = answer(policies, ['低于标准', '人均'], household, day('2026-01-01'))

  expect(explainInSentences(trace)).toEqual([
    '低于标准认定为是：人均为约333.33元/月，低保标准为935元/月（某省标准）。',
    '人均认定为约333.33元/月：月收入为1000元/月。',
    '月收入认定为1000元/月。',
  ])
})

test('a letter says what is not known and leaves out, below the decision, what came to nothing', () => {
  const household = aHousehold({ members: [aMember({ wage: null })] })
  const nobody = aHousehold({ members: [aMember({ wage: '0' })] })

  const open = answer(policies, ['低于标准'], household, day('2026-01-01'))
  const poor = answer(policies, ['低于标准', '无房'], nobody, day('2026-01-01'))

  expect(explainInSentences(open.trace)[0]).toBe('低于标准暂不能认定：人均尚未查明，低保标准为935元/月（某省标准）。')
  expect(explainInSentences(poor.trace)).toEqual([
    '低于标准认定为是：低保标准为935元/月（某省标准）。',
    '无房认定为否。',
  ])
})

import { expect, test } from 'vitest'
import { compileFiles, describeFileError } from '#policy-files'
import { aModel } from '#policy/testing'

const model = aModel({ folder: 'monitoring', file: 'indicators.dmn', decisions: { X1: 'true', X1证据: '"本户"' } })

function told(indicators: string, language: 'zh' | 'en' = 'zh'): readonly string[] {
  const file = { folder: 'monitoring', file: 'indicators.yaml', text: indicators }
  const compilation = compileFiles([model, file])
  return compilation.ok ? [] : compilation.errors.map((error) => describeFileError(error, language))
}

const whole = [
  'parameters:',
  '  - name: 处置工作日',
  '    rows: [{ division: "00", from: 2026-01-01, value: 3, document: 试验 }]',
  'indicators:',
  '  - code: X1',
  '    title: 试验',
  '    level: red',
  '    route: R1',
  '    owner: county-officer',
  '    evidence: X1证据',
  '    deadline: 处置工作日',
  '    advice: 上门了解。',
].join('\n')

test('an indicators file gives the engine its parameters and monitoring its indicators', () => {
  const compilation = compileFiles([model, { folder: 'monitoring', file: 'indicators.yaml', text: whole }])
  if (!compilation.ok) throw new Error('The file does not compile')

  expect(compilation.policies.parameters.map(({ name, value }) => [name, value])).toEqual([['处置工作日', '3']])
  expect(compilation.policies.indicators).toEqual([
    {
      code: 'X1',
      title: '试验',
      level: 'red',
      route: 'R1',
      owner: 'county-officer',
      advice: '上门了解。',
      evidence: 'X1证据',
      deadlineParameter: '处置工作日',
      place: { folder: 'monitoring', file: 'indicators.yaml', line: 5, column: 5 },
    },
  ])
})

test('an indicator and an evidence that no decision gives are named with their place, in both languages', () => {
  const text = whole.replace('code: X1', 'code: X2').replace('X1证据', 'X2证据')

  expect(told(text)).toEqual([
    'monitoring/indicators.yaml 第5行第5列：指标 X2 没有同名的决策。',
    'monitoring/indicators.yaml 第5行第5列：指标 X2证据 没有同名的决策。',
  ])
  expect(told(text, 'en')[0]).toBe('monitoring/indicators.yaml:5:5 The indicator X2 has no decision of that name.')
})

test('an unknown level, route or role and a missing text are mistakes of the file', () => {
  const text = whole.replace('red', 'purple').replace('R1', 'R9').replace('county-officer', 'mayor')

  expect(told(text)).toEqual([
    'monitoring/indicators.yaml 第5行第5列：level 的值“purple”不符合要求。',
    'monitoring/indicators.yaml 第5行第5列：route 的值“R9”不符合要求。',
    'monitoring/indicators.yaml 第5行第5列：owner 的值“mayor”不符合要求。',
  ])
  expect(told(whole.replace('    advice: 上门了解。', ''))).toEqual([
    'monitoring/indicators.yaml 第5行第5列：advice 的值“”不符合要求。',
  ])
})

test('a file that is no YAML is told once although two read it', () => {
  expect(told('indicators: [')).toHaveLength(1)
})

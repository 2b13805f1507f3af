import { expect, test } from 'vitest'
import { readTestFile } from '#policy/tck/index'

function read(cases: string): ReturnType<typeof readTestFile> {
  return readTestFile(`<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <modelName>a.dmn</modelName>${cases}</testCases>`)
}

test('a case has what it gives and what it expects', () => {
  const reading = read(`<testCase id="1">
    <inputNode name="x"><value xsi:type="xsd:decimal"> 1.50 </value></inputNode>
    <inputNode name="xs"><list><item><value xsi:type="xsd:string"> a </value></item><item><value xsi:nil="true"/></item></list></inputNode>
    <resultNode name="d" type="decision"><expected>
      <component name="a"><value xsi:type="xsd:boolean">true</value></component><component name="b" xsi:nil="true"/>
    </expected></resultNode></testCase>`)

  expect(reading).toEqual({
    ok: true,
    value: {
      modelName: 'a.dmn',
      cases: [
        {
          id: '1',
          type: 'decision',
          invocable: undefined,
          namespace: undefined,
          inputs: [
            { name: 'x', namespace: undefined, value: { kind: 'value', type: 'decimal', text: '1.50' } },
            {
              name: 'xs',
              namespace: undefined,
              value: { kind: 'list', items: [{ kind: 'value', type: 'string', text: ' a ' }, { kind: 'nil' }] },
            },
          ],
          results: [
            {
              name: 'd',
              namespace: undefined,
              type: 'decision',
              errorResult: false,
              expected: {
                kind: 'components',
                fields: [
                  { name: 'a', value: { kind: 'value', type: 'boolean', text: 'true' } },
                  { name: 'b', value: { kind: 'nil' } },
                ],
              },
            },
          ],
        },
      ],
    },
  })
})

test('a case may call a decision service and expect an error', () => {
  const reading = read(`<testCase id="2" type="decisionService" invocableName="s">
    <resultNode name="d" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode></testCase>`)

  expect(reading.ok && reading.value.cases).toMatchObject([
    { type: 'decisionService', invocable: 's', results: [{ errorResult: true, expected: { kind: 'nil' } }] },
  ])
})

test('a file of another kind is refused', () => {
  expect(readTestFile('<testCases/>')).toEqual({ ok: false, fault: 'not-a-test-file', offset: 0 })
  expect(readTestFile('<testCases>')).toMatchObject({ ok: false, fault: 'tag-unclosed' })
})

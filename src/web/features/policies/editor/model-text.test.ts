import { DmnModdle } from 'dmn-moddle'
import { expect, test } from 'vitest'
import { compileFiles, deviations, examplesOf, type PolicyFile, readPolicyFiles, withFiles } from '#policy-files'
import { fromEditor, lostParts, takeOver, toEditor } from '#web/features/policies/editor/model-text.ts'

const files = readPolicyFiles()
const models = files.filter(({ file }) => file.endsWith('.dmn'))

/** What the editor writes of a model: dmn-js reads and writes with this library. */
async function written(xml: string): Promise<{ xml: string; warnings: readonly unknown[] }> {
  const moddle = new DmnModdle()
  const { rootElement, warnings } = await moddle.fromXML(xml, 'dmn:Definitions')
  const { xml: text } = await moddle.toXML(rootElement, { format: true })
  return { xml: text, warnings }
}

function failing(changed: readonly PolicyFile[]): readonly string[] {
  const all = withFiles(files, changed)
  const compilation = compileFiles(all)
  if (!compilation.ok) return compilation.errors.map((error) => JSON.stringify(error))
  return examplesOf(all)
    .filter((example) => deviations(compilation.policies, example).length > 0)
    .map(({ name }) => name)
}

test('the editor reads every model of the project whole, without a warning', async () => {
  expect(models.length).toBeGreaterThan(8)
  for (const { folder, file, text } of models) {
    const opened = toEditor(text)
    const { xml, warnings } = await written(opened.xml)

    expect([folder, file, warnings.map(String)]).toEqual([folder, file, []])
    expect(lostParts(opened, xml)).toEqual([])
  }
})

test('what the editor writes of all models means what they meant: it compiles and every worked example comes out', async () => {
  const rewritten = await Promise.all(
    models.map(async (model) => {
      const { xml, ids } = toEditor(model.text)
      return { ...model, text: fromEditor((await written(xml)).xml, ids) }
    }),
  )

  expect(rewritten.every((model, place) => model.text !== models[place]?.text)).toBe(true)
  expect(failing(rewritten)).toEqual([])
})

test('a model that is opened and saved untouched is the same to the byte', async () => {
  for (const { text } of models) {
    const { xml, ids } = toEditor(text)
    const untouched = (await written(xml)).xml

    expect(takeOver({ original: text, untouched, edited: untouched, ids })).toBe(text)
  }
})

const small = `<?xml version="1.0" encoding="UTF-8"?>
<!-- 说明：<不是标签> -->
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:own="urn:own" id="m" name="m" namespace="urn:m">
  <extensionElements><own:note own:by="甲">留着</own:note></extensionElements>
  <inputData id="input_低保标准" name="低保标准"><variable name="低保标准"/></inputData>
  <decision id="decision_甲" name="甲">
    <description>见 https://www.omg.org/spec/DMN/20191111/，不改</description>
    <variable name="甲" typeRef="boolean"/>
    <informationRequirement id="need_标准"><requiredInput href="#input_低保标准"/></informationRequirement>
    <literalExpression><text>低保标准 &gt; 1</text></literalExpression>
  </decision>
  <decision id="decision_乙" name="乙"><literalExpression><text><![CDATA[1 < 2 and "</decision>" != ""]]></text></literalExpression></decision>
</definitions>
`

test('of an edited model only the edited decision changes; comments, extensions, ids and all else stay', async () => {
  const { xml, ids } = toEditor(small)
  const untouched = (await written(xml)).xml
  const edited = untouched.replace('低保标准 &gt; 1', '低保标准 &gt;= 2')
  const result = takeOver({ original: small, untouched, edited, ids })

  const [head = '', tail = ''] = small.split(/ {2}<decision id="decision_甲"[^]*?<\/decision>\n/)
  expect(result.startsWith(head)).toBe(true)
  expect(result.endsWith(tail)).toBe(true)
  expect(result).toContain('<decision id="decision_甲" name="甲">')
  expect(result).toContain('<requiredInput href="#input_低保标准"')
  expect(result).toContain('id="need_标准"')
  expect(result).toContain('低保标准 &gt;= 2')
  expect(result).toContain('见 https://www.omg.org/spec/DMN/20191111/，不改')
})

test('a decision that is removed goes, one that is added comes last, and a new prefix is declared', async () => {
  const { xml, ids } = toEditor(small)
  const untouched = (await written(xml)).xml
  const edited = untouched
    .replace(/\s*<decision id="decision_u4e59"[^]*?<\/decision>|\s*<decision id="decision__u4e59"[^]*?<\/decision>/, '')
    .replace('<definitions ', '<definitions xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" ')
    .replace(
      '</definitions>',
      '<decision id="New_1" name="丙" biodi:width="3"><literalExpression><text>1</text></literalExpression></decision></definitions>',
    )
  const result = takeOver({ original: small, untouched, edited, ids })

  expect(result).not.toContain('name="乙"')
  expect(result.trimEnd().endsWith('</decision>\n</definitions>')).toBe(true)
  expect(result).toContain('xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0"')
  expect(result).toContain('留着')
})

test('a part that the editor cannot read is named, so that the model is not edited as a table', async () => {
  const newer = small.replace('<decision id="decision_乙"', '<decisionMaker id="x"/><decision id="decision_乙"')

  const opened = toEditor(newer)

  expect(lostParts(opened, (await written(opened.xml)).xml)).toHaveLength(1)
})

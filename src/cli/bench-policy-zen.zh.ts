import { bands } from '#cli/bench-policy-models.zh'
import { fieldOf, laneOf, laterLaneOf, verdictOf, type LaneMaker } from '#cli/bench-policy-lanes'

const position = { x: 0, y: 0 }

interface Step {
  readonly type: 'expressionNode' | 'decisionTableNode'
  readonly content: object
}

/** A table of a JSON decision model: tests in the order of the inputs, then the output. */
function table(inputs: readonly string[], output: string, rules: readonly (readonly string[])[]): Step {
  const columns = [...inputs, output].map((field, place) => ({ id: `c${place}`, name: field, field }))
  const lines = rules.map((rule, row) => ({
    _id: `r${row}`,
    ...Object.fromEntries(rule.map((text, place) => [`c${place}`, text])),
  }))
  const [ins, outs] = [columns.slice(0, -1), columns.slice(-1)]
  return {
    type: 'decisionTableNode',
    content: { hitPolicy: 'first', passThrough: true, inputs: ins, outputs: outs, rules: lines },
  }
}

/** What the expressions give goes on and nothing else, for a graph copies what it carries. */
function expressions(texts: Readonly<Record<string, string>>): Step {
  const list = Object.entries(texts).map(([key, value]) => ({ id: key, key, value }))
  return { type: 'expressionNode', content: { expressions: list } }
}

/** Steps one after the other, between an input and an output. */
function graph(steps: readonly Step[]): object {
  const all = [{ type: 'inputNode' }, ...steps, { type: 'outputNode' }]
  const nodes = all.map((step, place) => ({ id: `n${place}`, name: `n${place}`, position, ...step }))
  const edges = all.slice(1).map((_, place) => ({
    id: `e${place}`,
    type: 'edge',
    sourceId: `n${place}`,
    targetId: `n${place + 1}`,
  }))
  return { nodes, edges }
}

const bandGraph = graph([
  table(['income', 'kind'], 'amount', [
    ...bands.map((band) => [`[${band.from}..${band.until})`, `"${band.kind}"`, String(band.amount)]),
    ['', '', '0'],
  ]),
])

const topUp = 'income / size >= 980 ? 0 : max([50, 980 * size - income])'

const isWeak =
  '#.seriousIllness != "无" or #.disabilityLevel in [1..2] or (#.disabilityLevel == 3 and #.disabilityType in ["智力", "精神"])'
const isCounted =
  '#.custody == "无" and not (#.relation == "子女" and #.age >= 18 and #.studentStage in ["硕士", "博士"])'
const ownIncome = '#.wage + #.pension + #.unemploymentBenefit'
const share = '#.seriousIllness != "无" ? 0.3 : #.disabilityLevel in [1..2] ? 0.2 : #.age >= 70 or #.age < 18 ? 0.1 : 0'

const householdGraph = graph([
  expressions({
    standard: 'registrationKind == "城镇" ? 980 : 765',
    counted: `filter(members, ${isCounted})`,
    size: 'len($.counted)',
    earned: `$.size == 0 ? 0 : sum(map($.counted, ${ownIncome}))`,
    cost: '0.3 * $.standard * count($.counted, #.wage > 0)',
    income: 'max([0, $.earned + (businessIncome + propertyIncome + transferIncome) / 12 - $.cost])',
    perHead: '$.income / max([1, $.size])',
    propertyFits: 'financialAssets <= 48 * $.standard * $.size and all($.counted, #.vehicleCount == 0)',
    hasWeak: `some($.counted, ${isWeak})`,
  }),
  table(['size', 'perHead', 'propertyFits', 'hasWeak'], 'category', [
    ['0', '', '', '', '"无"'],
    ['', '< standard', 'true', '', '"低保"'],
    ['', '< 1.5 * standard', 'true', 'true', '"单人保"'],
    ['', '< 1.5 * standard', 'true', '', '"边缘"'],
    ['', '', '', '', '"无"'],
  ]),
  table(['category'], 'amount', [
    ['"低保"', `ceil(round(max([0, standard * size - income]) + sum(map(counted, standard * (${share}))), 6))`],
    ['"单人保"', `ceil(round(sum(map(filter(counted, ${isWeak}), max([0, standard - (${ownIncome})]))), 6))`],
    ['', '0'],
  ]),
  expressions({ category: 'category', amount: 'amount' }),
])

/** Questions under way at a time; fewer or more were slower, one after the other ten times so. */
const atOnce = 100

/**
 * zen-engine compiles a decision once (`ZenDecisionContent`) and answers on threads of its own, so many questions are
 * asked at a time. A single expression is fastest by `evaluateExpressionSync`, though that compiles it each time.
 */
export async function zenLane(): Promise<LaneMaker> {
  const { evaluateExpressionSync, ZenDecisionContent, ZenEngine } = await import('@gorules/zen-engine')
  const engine = new ZenEngine()

  return (model, rows) => {
    switch (model) {
      case 'expression':
        return laneOf('zen-engine', rows, (row) => verdictOf(undefined, evaluateExpressionSync(topUp, row)))
      case 'table':
      case 'household': {
        const content = new ZenDecisionContent(model === 'table' ? bandGraph : householdGraph)
        const decision = engine.createDecision(content)
        return laterLaneOf('zen-engine', rows, atOnce, async (row) => {
          const { result } = await decision.evaluate(row)
          return verdictOf(fieldOf(result, 'category'), fieldOf(result, 'amount'))
        })
      }
    }
  }
}

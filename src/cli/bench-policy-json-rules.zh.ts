import type { Almanac, Engine, RuleProperties } from 'json-rules-engine'
import { bands } from '#cli/bench-policy-models.zh'
import { fieldOf, laterLaneOf, verdictOf, type LaneMaker, type Verdict } from '#cli/bench-policy-lanes'
import type { Row } from '#policy/answer/index'

type Cells = Readonly<Record<string, unknown>>

function numberOf(of: unknown, name: string): number {
  return Number(fieldOf(of, name))
}

function membersOf(household: Row): readonly Cells[] {
  const { members } = household
  return Array.isArray(members) ? members : []
}

function standardOf(household: Row): number {
  return household['registrationKind'] === '城镇' ? 980 : 765
}

function countedOf(household: Row): readonly Cells[] {
  return membersOf(household).filter(
    (of) =>
      of['custody'] === '无' &&
      !(
        of['relation'] === '子女' &&
        numberOf(of, 'age') >= 18 &&
        (of['studentStage'] === '硕士' || of['studentStage'] === '博士')
      ),
  )
}

function isWeak(of: Cells): boolean {
  const level = numberOf(of, 'disabilityLevel')
  const ofMind = of['disabilityType'] === '智力' || of['disabilityType'] === '精神'
  return of['seriousIllness'] !== '无' || (level >= 1 && level <= 2) || (level === 3 && ofMind)
}

function ownIncome(of: Cells): number {
  return numberOf(of, 'wage') + numberOf(of, 'pension') + numberOf(of, 'unemploymentBenefit')
}

function shareOf(of: Cells): number {
  if (of['seriousIllness'] !== '无') return 0.3
  const [level, age] = [numberOf(of, 'disabilityLevel'), numberOf(of, 'age')]
  if (level >= 1 && level <= 2) return 0.2
  return age >= 70 || age < 18 ? 0.1 : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function roundedUp(amount: number): number {
  return Math.ceil(Number(amount.toFixed(6)))
}

function incomeOf(household: Row): number {
  const counted = countedOf(household)
  const yearly = sum(['businessIncome', 'propertyIncome', 'transferIncome'].map((name) => numberOf(household, name)))
  const earners = counted.filter((of) => numberOf(of, 'wage') > 0).length
  return Math.max(0, sum(counted.map(ownIncome)) + yearly / 12 - 0.3 * standardOf(household) * earners)
}

/** Facts that the rules ask for; the engine itself knows no lists and no sums, so they are functions, kept once made. */
const householdFacts: Readonly<Record<string, (household: Row) => unknown>> = {
  standard: standardOf,
  line: (household) => 1.5 * standardOf(household),
  size: (household) => countedOf(household).length,
  perHead: (household) => incomeOf(household) / Math.max(1, countedOf(household).length),
  propertyFits: (household) => {
    const counted = countedOf(household)
    const most = 48 * standardOf(household) * counted.length
    return numberOf(household, 'financialAssets') <= most && counted.every((of) => of['vehicleCount'] === 0)
  },
  hasWeak: (household) => countedOf(household).some(isWeak),
  topUp: (household) => {
    const [counted, standard] = [countedOf(household), standardOf(household)]
    const gap = Math.max(0, standard * counted.length - incomeOf(household))
    return roundedUp(gap + sum(counted.map((of) => standard * shareOf(of))))
  },
  weakTopUp: (household) => {
    const weak = countedOf(household).filter(isWeak)
    return roundedUp(sum(weak.map((of) => Math.max(0, standardOf(household) - ownIncome(of)))))
  },
}

const [isPoor, isNear] = ['standard', 'line'].map((fact) => ({
  fact: 'perHead',
  operator: 'lessThan',
  value: { fact },
}))
const hasProperty = { fact: 'propertyFits', operator: 'equal', value: true }
const someWeak = { fact: 'hasWeak', operator: 'equal', value: true }
const isEmpty = { fact: 'size', operator: 'equal', value: 0 }
const always = { fact: 'size', operator: 'greaterThanInclusive', value: 0 }

/** Rules in their order: the first that holds ends the run, which is what the priorities and `stop` are for. */
function inOrder(engine: Engine, rules: readonly Pick<RuleProperties, 'conditions' | 'event'>[]): void {
  for (const [place, rule] of rules.entries()) {
    engine.addRule({ ...rule, priority: rules.length - place, onSuccess: () => void engine.stop() })
  }
}

/**
 * json-rules-engine as its documents have it: one engine with rules, facts computed by functions and cached within a
 * run, and a run that stops at the first rule that holds. It keeps the state of a run in itself, hence one at a time.
 */
export async function jsonRulesLane(): Promise<LaneMaker> {
  const { Engine } = await import('json-rules-engine')

  const lane = (rows: readonly Row[], engine: Engine, facts: (row: Row) => Record<string, unknown>) =>
    laterLaneOf('json-rules-engine', rows, 1, async (row): Promise<Verdict> => {
      const { events, almanac } = await engine.run(facts(row))
      const params = events[0]?.params
      const amount = fieldOf(params, 'amount')
      const known = typeof amount === 'string' ? await almanac.factValue<number>(amount) : amount
      return verdictOf(fieldOf(params, 'category'), known)
    })

  return (model, rows) => {
    const engine = new Engine()
    switch (model) {
      case 'table':
        inOrder(
          engine,
          bands.map(({ from, until, kind, amount }) => ({
            conditions: {
              all: [
                { fact: 'kind', operator: 'equal', value: kind },
                { fact: 'income', operator: 'greaterThanInclusive', value: from },
                { fact: 'income', operator: 'lessThan', value: until },
              ],
            },
            event: { type: 'decided', params: { amount } },
          })),
        )
        return lane(rows, engine, (row) => ({ ...row }))
      case 'expression': {
        // Rules choose; the arithmetic is in functions, since the engine has none.
        const [income, size] = ['income', 'size'].map((name) => (of: Almanac) => of.factValue<number>(name))
        if (income === undefined || size === undefined) throw new Error('No facts')
        engine.addFact('perHead', async (_, almanac) => (await income(almanac)) / (await size(almanac)))
        engine.addFact('topUp', async (_, almanac) =>
          Math.max(50, 980 * (await size(almanac)) - (await income(almanac))),
        )
        const enough = { fact: 'perHead', operator: 'greaterThanInclusive', value: 980 }
        const tooLittle = { fact: 'perHead', operator: 'lessThan', value: 980 }
        inOrder(engine, [
          { conditions: { all: [enough] }, event: { type: 'decided', params: { amount: 0 } } },
          { conditions: { all: [tooLittle] }, event: { type: 'decided', params: { amount: 'topUp' } } },
        ])
        return lane(rows, engine, (row) => ({ ...row }))
      }
      case 'household': {
        if (isPoor === undefined || isNear === undefined) throw new Error('No conditions')
        for (const [name, compute] of Object.entries(householdFacts)) {
          engine.addFact(name, async (_, almanac) => compute(await almanac.factValue<Row>('household')))
        }
        const decided = (category: string, amount: string | number) => ({
          type: 'decided',
          params: { category, amount },
        })
        inOrder(engine, [
          { conditions: { all: [isEmpty] }, event: decided('无', 0) },
          { conditions: { all: [isPoor, hasProperty] }, event: decided('低保', 'topUp') },
          { conditions: { all: [isNear, hasProperty, someWeak] }, event: decided('单人保', 'weakTopUp') },
          { conditions: { all: [isNear, hasProperty] }, event: decided('边缘', 0) },
          { conditions: { all: [always] }, event: decided('无', 0) },
        ])
        return lane(rows, engine, (household) => ({ household }))
      }
    }
  }
}

import { type AbilityFindings, type AbilityForm, type Item, items } from '#contracts/ability-assessment'
import { day } from '#kernel/day'
import { loadEffectivePolicies } from '#policy-files/effective'
import { rulesOf } from './level.ts'

export const policies = loadEffectivePolicies()
export const rules = rulesOf(policies, '360735100001', day('2026-11-02'))

/** Somebody of whom all is known and nothing is the matter. */
export const plainFindings: AbilityFindings = {
  informant: { name: '温秀英', relation: 'child', phone: '' },
  coma: false,
  dementia: false,
  disorder: false,
  incidents: [],
  illnesses: '高血压',
  medication: '',
  healthIssues: [],
  healthNote: '',
}

/** The best score of every item, less what is taken from some. */
export function scoresLess(less: Partial<Record<Item, number>>): AbilityForm['scores'] {
  return items.map((item) => ({ item, score: rules.most[item] - (less[item] ?? 0) }))
}

/** Scores with a sum: the first items lose their points first. */
export function scoresOfSum(sum: number): AbilityForm['scores'] {
  let left = items.reduce((total, item) => total + rules.most[item], 0) - sum
  return items.map((item) => {
    const lost = Math.min(left, rules.most[item])
    left -= lost
    return { item, score: rules.most[item] - lost }
  })
}

/** A full form of an elder who needs nothing. */
export function aForm(given: Partial<AbilityForm> = {}): AbilityForm {
  return {
    assessedOn: '2026-11-02',
    place: '老人家中',
    assessors: [
      { name: '黄秀兰', background: 'nursing', employer: '县人民医院' },
      { name: '赖文斌', background: 'other', employer: '' },
    ],
    scores: scoresLess({}),
    findings: plainFindings,
    ...given,
  }
}

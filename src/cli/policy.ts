import { parseArgs } from 'node:util'
import { parseDay } from '#kernel/day'
import { explain, explainInSentences, toSql } from '#policy'
import {
  answerExample,
  type CivilPolicies,
  defaultPolicyFolder,
  describeFileError,
  deviations,
  loadExamples,
  loadPolicies,
  missingLabel,
} from '#policy-files'
import { policyMessages as say } from '#policy-files/messages.zh'

interface Options {
  readonly policies: string
  readonly english: boolean
  readonly example: string | undefined
  readonly decisions: readonly string[]
  readonly day: string | undefined
  readonly within: string | undefined
  readonly letter: boolean
}

const out = (text: string): void => void process.stdout.write(`${text}\n`)
const err = (text: string): void => void process.stderr.write(`${text}\n`)

/** `doudi policy check | test | explain | compile`: what the authors of policies work with. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      policies: { type: 'string' },
      english: { type: 'boolean' },
      example: { type: 'string' },
      decision: { type: 'string', multiple: true },
      day: { type: 'string' },
      within: { type: 'string' },
      letter: { type: 'boolean' },
    },
  })
  const options: Options = {
    policies: values.policies ?? defaultPolicyFolder,
    english: values.english ?? false,
    example: values.example,
    decisions: values.decision ?? [],
    day: values.day,
    within: values.within,
    letter: values.letter ?? false,
  }
  const [command = ''] = positionals
  const commands: Readonly<Record<string, (policies: CivilPolicies, options: Options) => number>> = {
    check,
    test,
    explain: explainExample,
    compile,
  }
  const chosen = commands[command]
  if (chosen === undefined) {
    if (command !== '') err(say.unknownCommand(command))
    err(say.usage)
    return 2
  }
  const compilation = loadPolicies(options.policies)
  if (!compilation.ok) {
    for (const error of compilation.errors) err(describeFileError(error, options.english ? 'en' : 'zh'))
    err(say.broken(compilation.errors.length))
    return 1
  }
  return chosen(compilation.policies, options)
}

function check(policies: CivilPolicies): number {
  out(say.checked(policies.decisions.length, policies.parameters.length, policies.indicators.length))
  return 0
}

function test(policies: CivilPolicies, options: Options): number {
  let failed = 0
  const examples = loadExamples(options.policies)
  for (const example of examples) {
    const found = deviations(policies, example)
    for (const line of found) err(say.deviation(example, line))
    if (found.length > 0) failed++
  }
  out(`${examples.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function explainExample(policies: CivilPolicies, options: Options): number {
  const examples = loadExamples(options.policies)
  const name = options.example ?? ''
  const example = examples.find((known) => known.name.includes(name))
  if (name === '' || example === undefined) {
    err(
      say.noExample(
        name,
        examples.map((known) => known.name),
      ),
    )
    return 2
  }
  const { trace, missing } = answerExample(policies, example)
  out(say.exampleTitle(example))
  for (const line of options.letter ? explainInSentences(trace) : explain(trace)) out(line)
  if (missing.length > 0) out(say.missing(missing.map(missingLabel)))
  return 0
}

/** What the sweep asks for: everything that is a value and not a list or a sentence. */
function sweepable(policies: CivilPolicies): readonly string[] {
  const sentences = new Set(policies.indicators.map((indicator) => indicator.evidence))
  return policies.decisions
    .filter((decision) => !decision.type.startsWith('list') && !sentences.has(decision.name))
    .map((decision) => decision.name)
}

function compile(policies: CivilPolicies, options: Options): number {
  const day = parseDay(options.day ?? '2026-10-31')
  if (day === undefined) {
    err(say.badDay(options.day ?? ''))
    return 2
  }
  const decisions = options.decisions.length === 0 ? sweepable(policies) : options.decisions
  for (const name of decisions) {
    if (policies.decisions.some((decision) => decision.name === name)) continue
    err(say.noDecision(name))
    return 2
  }
  const within = options.within === undefined ? {} : { within: options.within }
  const written = toSql(policies, { decisions, dialect: 'duckdb', day, source: 'household', ...within })
  if (!written.ok) {
    err(say.refused(written.at.decision, written.reason))
    return 1
  }
  for (const statement of written.setup) out(`${statement};`)
  out(`${written.sql};`)
  return 0
}

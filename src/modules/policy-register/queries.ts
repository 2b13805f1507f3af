import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { DecisionTable, PolicyDecision, PolicyDetail, PolicyFolder, Standard } from '#contracts/policy-register'
import type { DB } from '#db'
import { namesOf } from '#modules/division'
import { type Boxed, type Policies, wholeCountry } from '#policy'
import { defaultPolicyFolder, policyFolders } from '#policy-files'
import { runExamples } from '#policy-files/examples'
import { folderTitles } from './messages.zh.ts'

/** The policies by folder, with how much each holds. */
export function listPolicyFolders(policies: Policies): PolicyFolder[] {
  return policyFolders().map((folder) => ({
    folder,
    title: folderTitles[folder] ?? folder,
    decisions: policies.decisions.filter((decision) => decision.folder === folder).length,
    standards: new Set(policies.parameters.filter((row) => row.folder === folder).map(({ name }) => name)).size,
    examples: runExamples(policies, folder).length,
  }))
}

function toTable(logic: Boxed): DecisionTable | null {
  if (logic.kind !== 'table') return null
  return {
    hitPolicy: logic.hitPolicy,
    inputs: logic.inputs.map((input) => input.label ?? input.text.text),
    outputs: logic.outputs.map((output) => output.name ?? ''),
    annotations: [...logic.annotationNames],
    rules: logic.rules.map((rule) => ({
      inputs: rule.inputs.map(({ text }) => text),
      outputs: rule.outputs.map(({ text }) => text),
      annotations: [...rule.annotations],
    })),
  }
}

function writtenAs(logic: Boxed): string | null {
  switch (logic.kind) {
    case 'literal':
      return logic.text.text.trim()
    case 'context':
      return logic.entries
        .map((entry) => `${entry.name === undefined ? '' : `${entry.name}: `}${writtenAs(entry.value) ?? ''}`)
        .join('\n')
    case 'table':
      return null
  }
}

function decisionsOf(policies: Policies, folder: string): PolicyDecision[] {
  const summaries = new Map(policies.decisions.map((decision) => [decision.name, decision]))
  const models = policies.models.filter((model) => model.folder === folder)
  const decisions = models
    .flatMap((model) => model.decisions)
    .map((decision) => {
      const summary = summaries.get(decision.name)
      return {
        name: decision.name,
        type: summary?.type ?? '',
        unit: summary?.unit ?? null,
        description: decision.description ?? null,
        expression: writtenAs(decision.logic),
        table: toTable(decision.logic),
      }
    })
  // Rules that decisions share stand after them: without these the decisions could not be followed.
  const shared = models
    .flatMap((model) => model.functions)
    .map(({ name, parameters, logic }) => ({
      name: `${name}(${parameters.map((parameter) => parameter.name).join(', ')})`,
      type: '',
      unit: null,
      description: null,
      expression: writtenAs(logic),
      table: toTable(logic),
    }))
  return [...decisions, ...shared]
}

async function standardsOf(db: Kysely<DB>, policies: Policies, folder: string): Promise<Standard[]> {
  const rows = policies.parameters.filter((row) => row.folder === folder)
  const names = await namesOf(
    db,
    rows.map(({ division }) => division),
  )
  const byName = Map.groupBy(rows, ({ name }) => name)
  return [...byName].map(([name, ofName]) => ({
    name,
    unit: ofName[0]?.unit ?? null,
    rows: ofName.map((row) => ({
      division: row.division,
      divisionName: row.division === wholeCountry ? '' : (names.get(row.division) ?? row.division),
      dimensions: { ...row.dimensions },
      value: row.value,
      from: row.from,
      until: row.until ?? null,
      document: row.document === '' ? null : row.document,
      source: row.source === '' ? null : row.source,
    })),
  }))
}

/** One folder of policies: decisions as written, standards as dated rows, worked examples with their answers. */
export async function findPolicyFolder(
  db: Kysely<DB>,
  policies: Policies,
  folder: string,
): Promise<PolicyDetail | undefined> {
  if (!policyFolders().includes(folder)) return undefined
  const sources = join(defaultPolicyFolder, folder, 'sources.md')
  return {
    folder,
    title: folderTitles[folder] ?? folder,
    sources: existsSync(sources) ? readFileSync(sources, 'utf8') : '',
    decisions: decisionsOf(policies, folder),
    standards: await standardsOf(db, policies, folder),
    examples: runExamples(policies, folder).map((example) => ({
      name: example.name,
      day: example.day,
      clause: example.clause ?? null,
      passed: example.outcomes.every(({ passed }) => passed),
      expectations: example.outcomes.map(({ decision, expected, found, passed }) => ({
        decision,
        expected,
        found,
        passed,
      })),
    })),
  }
}

import type { DraftError, DraftReview, PolicyDetail } from '#contracts/policy-register'
import { type Policies, withEffort } from '#policy'
import {
  compileFiles,
  describeFileError,
  deviations,
  type Example,
  examplesOf,
  type PolicyFile,
  type PolicyFileError,
} from '#policy-files'
import { runExamples } from '#policy-files/examples'
import { examplesCostTooMuch } from './messages.zh.ts'
import { differentDecisions, differentStandards, type NamedStandard } from './difference.ts'
import { readStandards } from './standard-rows.ts'
import { decisionsOf } from './written-logic.ts'

function toDraftError(error: PolicyFileError): DraftError {
  return {
    folder: error.folder,
    file: error.file,
    decision: error.decision ?? null,
    cell: error.cell ?? null,
    line: error.line,
    message: describeFileError(error),
  }
}

/** Examples that cannot be read are a mistake of their file like any other. */
function readExamples(files: readonly PolicyFile[]): { examples: readonly Example[]; errors: DraftError[] } {
  const examples: Example[] = []
  const errors: DraftError[] = []
  for (const file of files.filter((one) => one.file === 'examples.yaml')) {
    try {
      examples.push(...examplesOf([file]))
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause
      const place = { folder: file.folder, file: file.file, decision: null, cell: null, line: 1 }
      errors.push({ ...place, message: `${file.folder}/${file.file}: ${cause.message.split('\n')[0] ?? ''}` })
    }
  }
  return { examples, errors }
}

/** Worked examples as people read them. */
export function shownExamples(
  policies: Policies,
  examples: readonly Example[],
): (PolicyDetail['examples'][number] & { folder: string })[] {
  return runExamples(policies, examples).map((example) => ({
    folder: example.folder,
    name: example.name,
    day: example.day,
    clause: example.clause,
    passed: deviations(policies, example).length === 0,
    expectations: [...example.outcomes],
  }))
}

function standardsOf(files: readonly PolicyFile[]): NamedStandard[] {
  return files
    .filter(({ file }) => file === 'standards.yaml')
    .flatMap(({ folder, text }) => readStandards(text).map(({ name, rows }) => ({ folder, name, rows })))
}

/** Folders in which the two texts differ. */
function changedFolders(before: readonly PolicyFile[], after: readonly PolicyFile[]): string[] {
  const texts = new Map(before.map((file) => [`${file.folder}/${file.file}`, file.text]))
  const changed = after.filter((file) => texts.get(`${file.folder}/${file.file}`) !== file.text)
  return [...new Set(changed.map(({ folder }) => folder))]
}

/** A draft is reviewed on the server's own thread: its examples together may cost some seconds. */
const mostReviewed = 40_000_000

/** What a text comes to: its mistakes, or its worked examples and what it changes against the one before. */
export function reviewText(
  before: { readonly files: readonly PolicyFile[]; readonly policies: Policies },
  files: readonly PolicyFile[],
  nameOf: (division: string) => string,
): DraftReview {
  const compilation = compileFiles(files)
  const { examples, errors } = readExamples(files)
  const standards = differentStandards(standardsOf(before.files), standardsOf(files), nameOf)
  if (!compilation.ok) {
    return { errors: [...compilation.errors.map(toDraftError), ...errors], examples: [], decisions: [], standards }
  }
  const { policies } = compilation
  const shown = withEffort<ReturnType<typeof shownExamples> | undefined>(
    mostReviewed,
    () => shownExamples(policies, examples),
    () => undefined,
  )
  const [{ folder, file } = { folder: '', file: '' }] = files.filter((one) => one.file === 'examples.yaml')
  const place = { folder, file, decision: null, cell: null, line: 1, message: examplesCostTooMuch }
  return {
    errors: shown === undefined ? [...errors, place] : errors,
    examples: shown ?? [],
    decisions: changedFolders(before.files, files).flatMap((folder) =>
      differentDecisions(folder, decisionsOf(before.policies, folder), decisionsOf(policies, folder)),
    ),
    standards,
  }
}

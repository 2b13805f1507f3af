import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Term, terms } from '#glossary'

/** The glossary as a document for people; `test/glossary.test.ts` holds `docs/glossary.md` equal to it. */
export function glossaryDocument(): string {
  const rows = Object.entries<Term>(terms)
    .toSorted(([, a], [, b]) => a.en.localeCompare(b.en, 'en'))
    .map(([key, { en, zh, short, law }]) => `| ${en} | \`${key}\` | ${zh} | ${short ?? ''} | ${law ?? ''} |`)
  return `# Glossary

Written by \`node tools/write-glossary.ts\` from \`src/glossary/terms.ts\`.

| English | in code | Chinese | short | law |
|---|---|---|---|---|
${rows.join('\n')}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/glossary.md', import.meta.url), glossaryDocument())
}

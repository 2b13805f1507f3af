import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { LetterContent } from '#contracts/notice'

/** Raised when the wording or order of a template changes, so that an old letter is known for one. */
const templateVersion = 1

/** What a letter shows besides its content, as it stood when it was issued: places are renamed. */
const Frame = Type.Object({ office: Type.String(), place: Type.String() })

const Archived = Type.Object({ template: Type.Integer(), frame: Frame, content: LetterContent })
export type Archived = Static<typeof Archived>
const archived = Compile(Archived)

/** A letter as text that is the same whenever it says the same: the names of each object in order. */
export function writeArchive(of: Pick<Archived, 'frame' | 'content'>): string {
  const letter = { template: templateVersion, ...of }
  // A letter that its own schema does not know could never be read again.
  if (!archived.Check(letter)) throw new Error(`A letter of kind ${of.content.kind} is not as its contract says`)
  return JSON.stringify(letter, inOrder)
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Throws when the text is not a letter. */
export function readArchive(text: string): Archived {
  const letter: unknown = JSON.parse(text)
  if (!archived.Check(letter)) throw new Error('An archived letter is not as its contract says')
  return letter
}

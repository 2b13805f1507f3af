import { itself, scalars, whole, type Builtin, type BuiltinDefinition } from '#policy/answer/builtin'
import { regexFrom, replacementFrom } from '#policy/answer/regex'
import { search } from '#policy/answer/regex-search'
import { hasUnknown, isList, isNumber, printValue, toDecimal, unknownFrom, type Value } from '#policy/value/index'

/** A function of texts alone. */
function ofTexts(least: number, most: number, compute: (texts: readonly string[]) => Value): BuiltinDefinition {
  return scalars(least, most, (args) => {
    const texts = args.filter((arg) => typeof arg === 'string')
    return texts.length === args.length ? compute(texts) : null
  })
}

/** The whole part of a number, as an index. */
export function indexFrom(value: Value | undefined): number | undefined {
  return value !== undefined && isNumber(value) ? toDecimal(value).trunc().toNumber() : undefined
}

/** Characters are code points, counted from 1 or from the end. */
const substring: Builtin = (args) => {
  const [text, start] = args
  const at = indexFrom(start)
  if (typeof text !== 'string' || at === undefined || at === 0) return null
  const characters = Array.from(text)
  const from = at < 0 ? characters.length + at : at - 1
  if (from < 0 || from >= characters.length) return null
  const [, , length = null] = args
  if (length === null) return characters.slice(from).join('')
  const count = indexFrom(length)
  return count === undefined || count < 1 ? null : characters.slice(from, from + count).join('')
}

/** Flags are a text or left out. */
function flagsIn(value: Value | undefined): string | undefined {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : undefined
}

const matches: Builtin = ([text, pattern, given]) => {
  const flags = flagsIn(given)
  if (typeof text !== 'string' || typeof pattern !== 'string' || flags === undefined) return null
  const regex = regexFrom(pattern, flags, text, false)
  const found = regex === null ? null : search(regex, text, 1)
  return found === null ? null : found.length > 0
}

const replace: Builtin = ([text, pattern, replacement, given]) => {
  const flags = flagsIn(given)
  if (typeof text !== 'string' || typeof pattern !== 'string' || flags === undefined) return null
  const regex = typeof replacement === 'string' ? regexFrom(pattern, flags, text, true) : null
  if (regex === null || typeof replacement !== 'string') return null
  // Nothing can be said of what stands between two characters (XPath F&O 3.1, 5.6.4).
  if (new RegExp(regex.source, regex.flags).test('')) return null
  const groups = (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1
  const plain = flags.includes('q') ? replacement.replaceAll('$', '$$$$') : replacementFrom(replacement, groups)
  const found = search(regex, text, Infinity)
  if (plain === null || found === null) return null
  let result = ''
  let from = 0
  for (const { index, groups: texts } of found) {
    const [all = ''] = texts
    const put = plain.replace(/\$(?:(\$)|(&)|(\d\d))/g, (_, sign?: string, whole_?: string, group?: string) => {
      if (sign !== undefined) return '$'
      return whole_ === undefined ? (texts[Number(group)] ?? '') : all
    })
    result += text.slice(from, index) + put
    from = index + all.length
  }
  return result + text.slice(from)
}

const split: Builtin = ([text, delimiter]) => {
  if (typeof text !== 'string' || typeof delimiter !== 'string') return null
  const regex = regexFrom(delimiter, '', text, true)
  if (regex === null) return null
  const parts: string[] = []
  let from = 0
  const found = search(regex, text, Infinity)
  if (found === null) return null
  for (const { index, groups } of found) {
    const [all = ''] = groups
    // Between two characters there is no delimiter.
    if (all === '') continue
    parts.push(text.slice(from, index))
    from = index + all.length
  }
  return [...parts, text.slice(from)]
}

/** The texts of a list, without its nulls. */
const join: Builtin = ([list, delimiter]) => {
  const items = list === null || list === undefined ? undefined : isList(list) ? list : [list]
  const between = flagsIn(delimiter)
  if (items === undefined || between === undefined) return null
  const texts = items.filter((item) => item !== null)
  return texts.every((item) => typeof item === 'string') ? texts.join(between) : null
}

export const textBuiltins = {
  string: itself(1, 2, ([value = null, mask], { isPolicy }) => {
    if (hasUnknown(value)) return unknownFrom([value])
    // Masks are an idea of DMN that no version has spelled out.
    if (value === null || (mask !== undefined && mask !== null)) return null
    // A policy writes lists for people, its texts without quotes.
    return isPolicy && isList(value) ? `[${value.map(printValue).join(', ')}]` : printValue(value)
  }),
  substring: scalars(2, 3, substring),
  'string length': ofTexts(1, 1, ([text = '']) => Array.from(text).length),
  'upper case': ofTexts(1, 1, ([text = '']) => text.toUpperCase()),
  'lower case': ofTexts(1, 1, ([text = '']) => text.toLowerCase()),
  'substring before': ofTexts(2, 2, ([text = '', match = '']) => text.slice(0, Math.max(text.indexOf(match), 0))),
  'substring after': ofTexts(2, 2, ([text = '', match = '']) => {
    const at = text.indexOf(match)
    return at === -1 ? '' : text.slice(at + match.length)
  }),
  replace: scalars(3, 4, replace),
  contains: ofTexts(2, 2, ([text = '', part = '']) => text.includes(part)),
  'starts with': ofTexts(2, 2, ([text = '', part = '']) => text.startsWith(part)),
  'ends with': ofTexts(2, 2, ([text = '', part = '']) => text.endsWith(part)),
  matches: scalars(2, 3, matches),
  split: scalars(2, 2, split),
  'string join': whole(1, 2, join),
} satisfies Readonly<Record<string, BuiltinDefinition>>

import type { Position } from '#policy/position'
import {
  boundOf,
  digitsOf,
  fastWidth,
  knownTest,
  literal,
  maxWidth,
  numberType,
  Refusal,
  strictNames,
  strictTerm,
  term,
  type SqlType,
  type Term,
} from '#policy/sql/term'

/** Makes a term a column of an earlier stage, so that repeating it costs nothing. */
export type Hoist = (of: Term) => Term

export type NumberType = Extract<SqlType, { kind: 'number' }>

export function typeOfNumber(of: Term, at: Position): NumberType {
  if (of.type.kind === 'number') return of.type
  if (of.type.kind === 'null') return numberType(1, 0)
  throw new Refusal(`a number is needed, found ${of.type.kind}`, at)
}

/** A number written out, with exactly the digits it has. */
export function numberLiteral(text: string): Term {
  const full = text.startsWith('.') ? `0${text}` : text
  const [whole = '0', fraction = ''] = full.replace('-', '').split('.')
  const digits = Math.max(1, whole.replace(/^0+/, '').length)
  const stored = fraction === '' && digits < 10 ? 'INTEGER' : undefined
  return literal(full, numberType(digits, fraction.length, stored, boundOf(Number(full))))
}

export function requireWidth(digits: number, scale: number, at: Position): void {
  if (digits + scale > maxWidth) throw new Refusal(`${digits}+${scale} decimal digits do not fit ${maxWidth}`, at)
}

/** `answer` holds 34 digits (decimal128): where SQL's exact result could have more, the two could differ. */
function requireExact(digits: number, scale: number, at: Position): void {
  if (digits + scale > answerDigits)
    throw new Refusal(`${digits}+${scale} decimal digits are more than ${answerDigits}`, at)
}

const answerDigits = 34

/** Width and scale of a stored DECIMAL; undefined for integers. */
function decimalStored(type: NumberType): { readonly width: number; readonly scale: number } | undefined {
  const match = /^DECIMAL\((\d+),(\d+)\)$/.exec(type.stored)
  return match === null ? undefined : { width: Number(match[1]), scale: Number(match[2]) }
}

/** The term cast to exactly these digits. */
export function castDecimal(of: Term, digits: number, scale: number, at: Position): Term {
  requireWidth(digits, scale, at)
  const most = of.type.kind === 'number' ? of.type.most : undefined
  const wanted = numberType(digits, scale, undefined, most)
  if (of.type.kind === 'number' && of.type.stored === wanted.stored) return of
  const text = `CAST(${of.text} AS ${wanted.stored})`
  return {
    ...term(text, wanted, [of]),
    atom: of.atom && of.level === 0 && of.reads.size === 0 && !of.text.includes('"'),
  }
}

/** The term as a DECIMAL. A wide one keeps its stored type, since DuckDB is slow to narrow 128 bits. */
export function asDecimal(of: Term, at: Position): Term {
  const type = typeOfNumber(of, at)
  const stored = decimalStored(type)
  if (stored !== undefined && stored.scale === type.scale && stored.width > fastWidth) return of
  return castDecimal(of, type.digits, type.scale, at)
}

function storedOf(of: Term, at: Position): { readonly width: number; readonly scale: number } {
  const type = typeOfNumber(of, at)
  return decimalStored(type) ?? { width: type.digits + type.scale, scale: type.scale }
}

/** Two DECIMALs whose DuckDB result fits; narrowed to their own digits when the stored types are too wide. */
function fitted(
  left: Term,
  right: Term,
  at: Position,
  widthOf: (a: { width: number; scale: number }, b: { width: number; scale: number }) => number,
): { readonly left: Term; readonly right: Term; readonly width: number } {
  const [l, r] = [asDecimal(left, at), asDecimal(right, at)]
  const width = widthOf(storedOf(l, at), storedOf(r, at))
  if (width <= maxWidth) return { left: l, right: r, width }
  const [a, b] = [typeOfNumber(left, at), typeOfNumber(right, at)]
  const narrow = { left: castDecimal(left, a.digits, a.scale, at), right: castDecimal(right, b.digits, b.scale, at) }
  const narrowed = widthOf(storedOf(narrow.left, at), storedOf(narrow.right, at))
  requireWidth(narrowed, 0, at)
  return { ...narrow, width: narrowed }
}

interface Addend {
  readonly term: Term
  readonly sign: '+' | '-'
}

/** A sum of several terms. */
export function addAll(addends: readonly Addend[], at: Position): Term {
  const sum = addends.reduce<Term | undefined>((left, addend) => {
    if (left === undefined) return addend.sign === '+' ? asDecimal(addend.term, at) : negated(addend.term, at)
    return addTwo(left, addend, at)
  }, undefined)
  if (sum === undefined) throw new Refusal('an empty sum', at)
  return sum
}

function negated(of: Term, at: Position): Term {
  const decimal = asDecimal(of, at)
  return strictTerm(`(-${decimal.text})`, decimal.type, [decimal])
}

function addTwo(left: Term, addend: Addend, at: Position): Term {
  const fit = fitted(left, addend.term, at, (a, b) => {
    return Math.max(a.width - a.scale, b.width - b.scale) + 1 + Math.max(a.scale, b.scale)
  })
  const [a, b] = [typeOfNumber(fit.left, at), typeOfNumber(fit.right, at)]
  const scale = Math.max(a.scale, b.scale)
  const most = Math.log10(10 ** a.most + 10 ** b.most)
  const type = numberType(digitsOf(most), scale, `DECIMAL(${fit.width},${scale})`, most)
  requireExact(type.digits, scale, at)
  return strictTerm(`(${fit.left.text} ${addend.sign} ${fit.right.text})`, type, [fit.left, fit.right])
}

export function multiply(left: Term, right: Term, at: Position): Term {
  const fit = fitted(left, right, at, (a, b) => a.width + b.width)
  const [a, b] = [typeOfNumber(fit.left, at), typeOfNumber(fit.right, at)]
  const [scale, most] = [a.scale + b.scale, a.most + b.most]
  const type = numberType(digitsOf(most), scale, `DECIMAL(${fit.width},${scale})`, most)
  requireExact(type.digits, scale, at)
  return strictTerm(`(${fit.left.text} * ${fit.right.text})`, type, [fit.left, fit.right])
}

/** The terms as DECIMALs with the type that DuckDB gives to a choice between them. */
export function unitedNumbers(
  terms: readonly Term[],
  at: Position,
): { readonly terms: readonly Term[]; readonly type: NumberType } {
  const decimals = terms.map((part) => (part.type.kind === 'null' ? part : asDecimal(part, at)))
  const known = decimals.filter((part) => part.type.kind === 'number')
  const types = known.map((part) => typeOfNumber(part, at))
  const stored = known.map((part) => storedOf(part, at))
  const digits = types.reduce((most, type) => Math.max(most, type.digits), 1)
  const scale = types.reduce((most, type) => Math.max(most, type.scale), 0)
  const width = stored.reduce((most, type) => Math.max(most, type.width - type.scale), 1) + scale
  requireWidth(width, 0, at)
  const most = types.reduce((bound, type) => Math.max(bound, type.most), -maxWidth)
  const type = numberType(digits, scale, `DECIMAL(${width},${scale})`, most)
  return { terms: decimals, type }
}

/** The largest or smallest of several numbers; `greatest` alone would pass over NULL. */
export function extreme(name: 'greatest' | 'least', of: readonly Term[], at: Position, hoist: Hoist): Term {
  const { terms, type } = unitedNumbers(of, at)
  const plain = terms.map((part) => (part.nullable && strictNames([part]) === undefined ? hoist(part) : part))
  const all = `${name}(${plain.map((part) => part.text).join(', ')})`
  const tests = [...new Set(plain.filter((part) => part.nullable).map(knownTest))]
  if (tests.length === 0) return term(all, type, plain)
  const made = strictTerm(`CASE WHEN ${tests.join(' AND ')} THEN ${all} END`, type, plain)
  return { ...made, nullable: true }
}

/** Rounding to whole numbers. A wide DECIMAL is rounded through a DOUBLE and put right by an exact comparison. */
export function roundWhole(name: 'floor' | 'ceiling', of: Term, at: Position, hoist: Hoist): Term {
  const type = typeOfNumber(of, at)
  if (type.scale === 0) return of
  const value = hoist(asDecimal(of, at))
  const native = name === 'floor' ? 'floor' : 'ceil'
  const { width } = storedOf(value, at)
  if (width <= fastWidth || type.digits > 15) {
    return strictTerm(`${native}(${value.text})`, numberType(type.digits + 1, 0, `DECIMAL(${width},0)`), [value])
  }
  const near = hoist(
    term(`CAST(${native}(CAST(${value.text} AS DOUBLE)) AS BIGINT)`, numberType(17, 0, 'BIGINT'), [value]),
  )
  const whole = (offset: string): string => `CAST(${near.text}${offset} AS DECIMAL(18,0))`
  const [over, under] =
    name === 'ceiling'
      ? [`${whole(' - 1')} >= ${value.text}`, `${whole('')} < ${value.text}`]
      : [`${whole('')} > ${value.text}`, `${whole(' + 1')} <= ${value.text}`]
  const text = `(${near.text} + CAST(${under} AS INTEGER) - CAST(${over} AS INTEGER))`
  return term(text, numberType(type.digits + 1, 0, 'BIGINT'), [near, value])
}

import { expect, test } from 'vitest'
import { NameTable, parseExpression, parseType, parseUnaryTests, printType, type Expr } from '#policy/feel/index'

/** The shape of an expression with all brackets written. */
function shape(of: Expr): string {
  switch (of.kind) {
    case 'number':
      return of.text
    case 'string':
      return `"${of.value}"`
    case 'boolean':
      return String(of.value)
    case 'name':
      return of.name
    case 'path':
      return `${shape(of.of)}.${of.name}`
    case 'filter':
      return `${shape(of.of)}[${shape(of.by)}]`
    case 'call':
      return `${shape(of.callee)}(${of.arguments.map((argument) => `${argument.name === undefined ? '' : `${argument.name}: `}${shape(argument.value)}`).join(', ')})`
    case 'arithmetic':
    case 'compare':
      return `(${shape(of.left)} ${of.op} ${shape(of.right)})`
    case 'and':
    case 'or':
      return `(${shape(of.left)} ${of.kind} ${shape(of.right)})`
    case 'in':
      return `(${shape(of.of)} in ${of.tests.map((one) => `${one.kind === 'compare' ? one.op : ''}${shape(one.value)}`).join('|')})`
    case 'between':
      return `(${shape(of.of)} between ${shape(of.low)}..${shape(of.high)})`
    case 'range':
      return `${of.lowOpen ? '(' : '['}${end(of.low)}..${end(of.high)}${of.highOpen ? ')' : ']'}`
    case 'some':
    case 'every':
    case 'for':
      return `${of.kind} ${of.iterators.map((one) => `${one.name}:${one.isBareRange ? 'bare ' : ''}${shape(one.over)}`).join(' ')} → ${shape(of.body)}`
    case 'if':
      return `if ${shape(of.condition)} then ${shape(of.yes)} else ${shape(of.no)}`
    case 'negate':
      return `(-${shape(of.of)})`
    case 'instance-of':
      return `(${shape(of.of)} is ${printType(of.type)})`
    case 'function':
      return `(${of.parameters.map((parameter) => parameter.name).join(', ')}) → ${shape(of.body)}`
    case 'at-literal':
      return `@${of.text}`
    case 'list':
      return `[${of.items.map(shape).join(', ')}]`
    case 'context':
      return `{${of.entries.map((entry) => `${entry.name}: ${shape(entry.value)}`).join(', ')}}`
    case 'null':
    case 'placeholder':
      return of.kind
  }
}

function end(of: Expr | undefined): string {
  return of === undefined ? '' : shape(of)
}

function read(text: string, ...names: readonly string[]): string {
  const parsed = parseExpression(text, new NameTable(names))
  if (parsed.ok) return shape(parsed.value)
  const { fault } = parsed
  return `${fault.kind} at ${fault.from}${fault.kind === 'syntax' ? `: ${fault.found}` : ''}`
}

test('operators bind as in arithmetic, and a power more than a product', () => {
  expect(read('1 + 2 * 3 ** 2')).toBe('(1 + (2 * (3 ** 2)))')
  expect(read('a < b and c or d')).toBe('(((a < b) and c) or d)')
  expect(read('a - b - c')).toBe('((a - b) - c)')
  expect(read('3 ** 4 ** 5')).toBe('((3 ** 4) ** 5)')
  expect(read('a = b = c')).toBe('((a = b) = c)')
})

test('a sign binds more than a power, and less than a path', () => {
  expect(read('-3 ** 2')).toBe('((-3) ** 2)')
  expect(read('--10')).toBe('(-(-10))')
  expect(read('2 ** -1')).toBe('(2 ** (-1))')
  expect(read('-a.b')).toBe('(-a.b)')
  expect(read('-1 instance of number')).toBe('((-1) is number)')
})

test('the test of an `in` ends before `and` and `or`', () => {
  expect(read('等级 in [1..2] or 等级 = 3')).toBe('((等级 in [1..2]) or (等级 = 3))')
  expect(read('p and x in (1, 2) and q')).toBe('((p and (x in 1|2)) and q)')
  expect(read('p and x in [1..2] or q')).toBe('((p and (x in [1..2])) or q)')
  expect(read('x in (< 3, > 9) or q')).toBe('((x in <3|>9) or q)')
  expect(read('x in > 3 + 1 or q')).toBe('((x in >(3 + 1)) or q)')
})

test('parentheses after `in` hold tests, a range, or the beginning of an expression', () => {
  expect(read('x in (1..3)')).toBe('(x in (1..3))')
  expect(read('x in ([1..3], ]5..6[)')).toBe('(x in [1..3]|(5..6))')
  expect(read('x in (a + b) * c')).toBe('(x in ((a + b) * c))')
  expect(read('x in (a)[1]')).toBe('(x in a[1])')
})

test('names may be Chinese, hold digits, and hold spaces and operators when they are known', () => {
  expect(read('近12个月医疗自付 >= 10')).toBe('(近12个月医疗自付 >= 10)')
  expect(read('甲-乙 + 1', '甲-乙')).toBe('(甲-乙 + 1)')
  expect(read('甲-乙 + 1')).toBe('((甲 - 乙) + 1)')
  expect(read('家庭  人口 + 1', '家庭 人口')).toBe('(家庭 人口 + 1)')
  expect(read('𠮷 + 🐎')).toBe('(𠮷 + 🐎)')
  expect(read('v1.2 + 1', 'v1.2')).toBe('(v1.2 + 1)')
})

test('of known names the longest is meant', () => {
  expect(read('income + tax', 'income + tax')).toBe('income + tax')
  expect(read('income + tax rate', 'income + tax', 'tax rate')).toBe('syntax at 13: rate')
  expect(read('a b c', 'a b', 'a b c')).toBe('a b c')
  expect(read('a b cd', 'a b c', 'a b cd')).toBe('a b cd')
})

test('beside an operator white space says whether a name is meant', () => {
  expect(read('a - b', 'a-b')).toBe('(a - b)')
  expect(read('a -b', 'a-b')).toBe('(a - b)')
  expect(read('a-b', 'a - b')).toBe('(a - b)')
})

test('the functions of FEEL are known everywhere', () => {
  expect(read('date and time("2025-01-01")')).toBe('date and time("2025-01-01")')
  expect(read('string length(x) > 1')).toBe('(string length(x) > 1)')
})

test('a name that the expression declares is known where it is in scope', () => {
  expect(read('{first name: 1, b: first name + 1}')).toBe('{first name: 1, b: (first name + 1)}')
  expect(read('{a-b: {c: 1}, d: a-b.c}.a-b')).toBe('{a-b: {c: 1}, d: a-b.c}.a-b')
  expect(read('for my item in 1..3, j in my item return my item')).toBe('for my item:bare [1..3] j:my item → my item')
  expect(read('function(my item: number) my item')).toBe('(my item) → my item')
  expect(read('[{first name: 1}][first name = 1]')).toBe('[{first name: 1}][(first name = 1)]')
  expect(read('[{first name: 1}, first name]')).toBe('syntax at 24: name')
})

test('a loop over a range without brackets is told from one over a range', () => {
  expect(read('for i in 2..1 return i')).toBe('for i:bare [2..1] → i')
  expect(read('for i in [2..1] return i')).toBe('for i:[2..1] → i')
})

test('a name between back quotes is a name whatever it holds', () => {
  expect(read('`a (b)` + `if`')).toBe('(a (b) + if)')
})

test('filters, paths and loops', () => {
  expect(read('成员[年龄 >= 60].工资')).toBe('成员[(年龄 >= 60)].工资')
  expect(read('some 人 in 成员 satisfies 人.年龄 > 60')).toBe('some 人:成员 → (人.年龄 > 60)')
  expect(read('for i in 1..3, j in xs return i * j')).toBe('for i:bare [1..3] j:xs → (i * j)')
  expect(read('x between 1 and 2 and y')).toBe('((x between 1..2) and y)')
  expect(read('f(a)(b)[1].c')).toBe('f(a)(b)[1].c')
})

test('a name may begin like a loop', () => {
  expect(read('every household > 1', 'every household')).toBe('(every household > 1)')
  expect(read('every household in xs satisfies household', 'every household')).toBe('every household:xs → household')
})

test('the path of a zone offset and of the ends of a range have two words', () => {
  expect(read('t.time offset')).toBe('t.time offset')
  expect(read('[1..2].start included')).toBe('[1..2].start included')
})

test('a call takes its arguments by place or by name', () => {
  expect(read('f(1, a - b)')).toBe('f(1, (a - b))')
  expect(read('f(first name: 1, b: [2])')).toBe('f(first name: 1, b: [2])')
})

test('a range may be open at an end, or have no other end', () => {
  expect(read('[1..5)')).toBe('[1..5)')
  expect(read(']1..5[')).toBe('(1..5)')
  expect(read('f(]1..x[, x[1])')).toBe('f((1..x), x[1])')
  expect(read('(< 5)')).toBe('(..5)')
  expect(read('(>= 5)')).toBe('[5..)')
  expect(read('(= 5)')).toBe('[5..5]')
})

test('strings know the escapes of the standard and no others', () => {
  expect(read(String.raw`"\\d \d \"q\" \u4E2D \U01F40E \ud83d\udc0e"`)).toBe(String.raw`"\d \d "q" 中 🐎 🐎"`)
})

test('numbers may begin with a point and have an exponent', () => {
  expect(read('.5 + 1.2E3 + 1e-2')).toBe('((.5 + 1.2E3) + 1e-2)')
})

test('comments are as good as spaces', () => {
  expect(read('1 /* one */ + // two\n 2')).toBe('(1 + 2)')
})

test('types are named, of several words, or made of others', () => {
  expect(read('x instance of days and time duration and y')).toBe('((x is days and time duration) and y)')
  expect(read('x instance of m.tPerson = true')).toBe('((x is m.tPerson) = true)')
  expect(read('x instance of list<list<number>>= true')).toBe('((x is list<list<number>>) = true)')
  expect(read('x instance of context<a b: string, c: range<date>>')).toBe('(x is context<a b: string, c: range<date>>)')
  expect(read('x instance of function<> -> Any or y')).toBe('((x is function<> -> Any) or y)')

  const type = parseType(' list< date  and time > ')

  expect(type.ok && printType(type.value)).toBe('list<date and time>')
})

test('what cannot be read is a fault with a place', () => {
  expect(read('1 +')).toBe('syntax at 3: ')
  expect(read('家庭 人口 + 1')).toBe('syntax at 3: 人口')
  expect(read('a = ) b')).toBe('syntax at 4: )')
  expect(read('12abc')).toBe('syntax at 2: abc')
  expect(read('"open')).toBe('syntax at 0: "open')
  expect(read('{a: 1')).toBe('syntax at 5: ')
})

test('a function of another language is named and not supported', () => {
  const parsed = parseExpression('function(x) external {java: {class: "java.lang.Math"}}', new NameTable([]))

  expect(parsed.ok ? undefined : parsed.fault).toEqual({ kind: 'unsupported', from: 12, to: 20, what: 'external java' })
})

test('every node says where it stands', () => {
  const parsed = parseExpression(' 收入 + (标准)', new NameTable([]))

  expect(parsed).toEqual({
    ok: true,
    value: {
      kind: 'arithmetic',
      op: '+',
      left: { kind: 'name', name: '收入', from: 1, to: 3 },
      right: { kind: 'name', name: '标准', from: 6, to: 10 },
      from: 1,
      to: 10,
    },
  })
})

test('a cell is a list of tests, their negation, or anything', () => {
  const cells = ['-', '', '< 3, [5..7)', 'not("a", "b")', 'not(a) or b', '-5', '? > 3 and ? < 5', '= 5', 'not(']

  const kinds = cells.map((text) => {
    const parsed = parseUnaryTests(text, new NameTable([]))
    if (!parsed.ok) return `${parsed.fault.kind} at ${parsed.fault.from}`
    return parsed.value.kind === 'any' ? 'any' : `${parsed.value.negated ? 'not ' : ''}${parsed.value.tests.length}`
  })

  expect(kinds).toEqual(['any', 'any', '2', 'not 2', '1', '1', '1', '1', 'syntax at 4'])
})

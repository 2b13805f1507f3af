import { expect, test } from 'vitest'
import { changed, cleared, narrowedBy } from '#web/features/elder-care/narrowed.ts'

const address = (text: string): URLSearchParams => new URLSearchParams(text)

test('a list is narrowed to what the address says, and to nothing that it does not say', () => {
  expect(narrowedBy(address('division=360735100&name=张'))).toEqual({
    division: '360735100',
    name: '张',
    personId: undefined,
  })
  expect(narrowedBy(address('person=7'))).toEqual({ division: undefined, name: undefined, personId: '7' })
})

test('one word of the address is changed or taken away, and the others stay', () => {
  expect(changed(address('service=meal&name=张'), 'division', '360735100').toString()).toBe(
    address('service=meal&name=张&division=360735100').toString(),
  )
  expect(changed(address('service=meal&name=张'), 'name', '').toString()).toBe('service=meal')
})

test('who looks for others leaves the list of one person', () => {
  expect(changed(address('person=7'), 'name', '张').get('person')).toBeNull()
})

test('what is cleared leaves the view as it is', () => {
  expect(cleared(address('view=register&person=7&division=360735100&service=meal&name=x')).toString()).toBe(
    'view=register',
  )
})

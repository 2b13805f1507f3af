import { expect, test } from 'vitest'
import { testStore } from '#db/testing'
import { eachCounty } from '#jobs/each-county'

test('a county whose work fails is told of and keeps no other waiting', async () => {
  const store = await testStore()
  await store.owner.query(
    `insert into batch (county, division, feed, file_name, digest, status) values
       ('360735', '360735', 'residents', 'a', 'a', 'loaded'), ('360736', '360736', 'residents', 'b', 'b', 'loaded')`,
  )
  const faults: unknown[] = []
  const done: string[] = []

  await eachCounty(store, { isClosed: () => false, onFault: (error) => faults.push(error) }, async (county) => {
    await Promise.resolve()
    if (county === '360735') throw new Error('No standard')
    done.push(county)
  })
  await store.close()

  expect(faults).toEqual([new Error('No standard')])
  expect(done).toEqual(['360736'])
})

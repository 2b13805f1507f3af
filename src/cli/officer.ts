import { parseArgs } from 'node:util'
import { officerText as say } from '#cli/officer.zh'
import { openCommandStore, storeOptions } from '#cli/options'
import { type Role, roles } from '#contracts/officer'
import type { Store } from '#db'
import { refusalText } from '#http/messages.zh'
import { Refused } from '#kernel/refused'
import { roleNames } from '#messages/officer'
import { addOfficer, addPost, firstPassword, listOfficers, resetPassword, setDisabled } from '#modules/officer'

interface Options {
  readonly login: string
  readonly name: string
  readonly role: Role | undefined
  readonly division: string
  readonly title: string
}

const out = (text: string): void => void process.stdout.write(`${text}\n`)

type Subcommand = (store: Store, options: Options) => Promise<void>

function postOf({ role, division, title }: Options) {
  if (role === undefined || division === '' || title === '') return undefined
  return { role, division, title }
}

/** Subcommands and what each cannot do without. */
const subcommands: Readonly<
  Record<string, { readonly needs: (options: Options) => boolean; readonly run: Subcommand }>
> = {
  list: {
    needs: () => true,
    run: async (store) => {
      for (const officer of await listOfficers(store)) {
        const state = officer.disabled ? say.states.disabled : officer.locked ? say.states.locked : say.states.active
        const posts = officer.posts.map((post) => say.post(roleNames[post.role], post.division, post.title)).join('；')
        out(say.row({ login: officer.login, name: officer.name, state, posts }))
      }
    },
  },
  add: {
    needs: (options) => options.login !== '' && options.name !== '' && postOf(options) !== undefined,
    run: async (store, options) => {
      const post = postOf(options)
      if (post === undefined) throw new Error('Asked for before')
      const password = firstPassword()
      await addOfficer(store, { login: options.login, name: options.name, password, post })
      out(say.added(options.login, password))
    },
  },
  post: {
    needs: (options) => options.login !== '' && postOf(options) !== undefined,
    run: async (store, options) => {
      const post = postOf(options)
      if (post === undefined) throw new Error('Asked for before')
      await addPost(store, options.login, post)
      out(say.postAdded(options.login))
    },
  },
  password: {
    needs: (options) => options.login !== '',
    run: async (store, { login }) => {
      const password = firstPassword()
      await resetPassword(store, login, password)
      out(say.reset(login, password))
    },
  },
  disable: {
    needs: (options) => options.login !== '',
    run: async (store, { login }) => {
      await setDisabled(store, login, true)
      out(say.disabled(login))
    },
  },
  enable: {
    needs: (options) => options.login !== '',
    run: async (store, { login }) => {
      await setDisabled(store, login, false)
      out(say.enabled(login))
    },
  },
}

/** `./doudi officer list | add | post | password | disable | enable`: accounts, from the machine that holds the store. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...storeOptions,
      login: { type: 'string', default: '' },
      name: { type: 'string', default: '' },
      role: { type: 'string', default: '' },
      division: { type: 'string', default: '' },
      title: { type: 'string', default: '' },
    },
  })
  const role = roles.find((known) => known === values.role)
  const { login, name, division, title } = values
  const options: Options = { login, name, role, division, title }
  const chosen = subcommands[positionals[0] ?? '']
  if (chosen === undefined || !chosen.needs(options)) {
    process.stderr.write(`${say.usage}\n`)
    if (values.role !== '' && role === undefined) process.stderr.write(`${say.roles(roles)}\n`)
    return 2
  }
  const store = await openCommandStore(values.data)
  try {
    await chosen.run(store, options)
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    process.stderr.write(`${refusalText(error.refusal)}\n`)
    return 1
  } finally {
    await store.close()
  }
}

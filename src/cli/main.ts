import { commands } from '#cli/commands'
import { cliText } from '#cli/messages.zh'
import { told } from '#cli/told'

/** The one entry of `./doudi`: picks the command, turns a fault into an exit code and a line to read. */
const [name, ...args] = process.argv.slice(2)
const command = name === undefined ? undefined : commands[name]

if (command === undefined) {
  const known = Object.entries(commands).map(([key, { summary }]) => `  ${key.padEnd(12)}${summary}`)
  const asked = name === undefined || name === 'help' || name === '--help'
  process.stderr.write(`${asked ? '' : `${cliText.unknownCommand(name)}\n\n`}${cliText.usage}\n\n${known.join('\n')}\n`)
  process.exitCode = asked ? 0 : 2
} else {
  try {
    const loaded = await command.load()
    process.exitCode = await loaded.run(args)
  } catch (error) {
    const unreadableArgument =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${unreadableArgument ? cliText.badArguments(error.message) : await told(error)}\n`)
    process.exitCode = unreadableArgument ? 2 : 1
  }
}

import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Level } from '#contracts/monitoring'
import { levelNames } from '#messages/monitoring'

const colours: Readonly<Record<Level, string>> = { red: 'red', orange: 'orange', yellow: 'gold' }

/** The level in words and in colour, never in colour alone. */
export function LevelTag({ level }: { level: Level }): ReactNode {
  return <Tag color={colours[level]}>{levelNames[level]}</Tag>
}

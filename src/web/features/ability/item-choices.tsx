import { memo, type ReactNode } from 'react'
import type { Item } from '#contracts/ability-assessment'
import { itemNames } from '#messages/ability-assessment'
import { anchors, itemHints } from '#web/features/ability/anchors.zh.ts'
import { abilityText } from '#web/features/ability/text.zh.ts'

interface Props {
  readonly item: Item
  readonly number: number
  /** The most that the standard gives. */
  readonly most: number
  readonly score: number | undefined
  readonly onScore: (item: Item, score: number) => void
}

/** One item as large choices, the best first, each with what it means. */
export const ItemChoices = memo(function ItemChoices({ item, number, most, score, onScore }: Props): ReactNode {
  const scores = Array.from({ length: most + 1 }, (_, below) => most - below)
  return (
    <fieldset className={score === undefined ? 'ability-item' : 'ability-item ability-item-done'}>
      <legend>
        <span className="quiet digits">{number}</span> {itemNames[item]}
        <span className="quiet ability-item-hint">{itemHints[item]}</span>
      </legend>
      <div className="ability-choices">
        {scores.map((value) => (
          <label key={value} className="ability-choice">
            <input type="radio" name={item} checked={score === value} onChange={() => onScore(item, value)} />
            <strong className="digits">{abilityText.scoreOf(value)}</strong>
            <span>{anchors[item][value] ?? ''}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
})

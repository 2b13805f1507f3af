import type { ReactNode } from 'react'
import { piecesOf } from '#web/ui/expression-pieces.ts'
import { anything } from '#web/ui/expression.zh.ts'
import '#web/ui/expression.css'

/** An expression of a policy, in Chinese words and with signs that officers know from school. */
export function Expression({ of }: { of: string }): ReactNode {
  if (of.trim() === '-') return <span className="quiet">{anything}</span>
  const only = /^"([^"]*)"$/.exec(of.trim())
  if (only !== null) return <strong>{only[1]}</strong>
  return (
    <span className="expression">
      {piecesOf(of.trim()).map((piece, index) =>
        piece.kind === 'plain' || piece.kind === 'break' ? (
          piece.text
        ) : (
          // The pieces of one expression never change places.
          <span key={index} className={`expression-${piece.kind}`}>
            {piece.text}
          </span>
        ),
      )}
    </span>
  )
}

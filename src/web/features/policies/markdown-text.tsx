import type { ReactNode } from 'react'
import { type Block, toBlocks } from '#web/features/policies/markdown-blocks.ts'

/** Emphasis and addresses inside a line. */
function Inline({ of }: { of: string }): ReactNode {
  return of.split(/(\*\*[^*]+\*\*|`[^`]+`|https?:\/\/[^\s）)>]+)/).map((part, index) => {
    // The parts of one line never change places.
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`')) return <span key={index}>{part.slice(1, -1)}</span>
    if (/^https?:/.test(part))
      return (
        <a key={index} href={part} rel="noreferrer" target="_blank">
          {part}
        </a>
      )
    return part
  })
}

function BlockOf({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? (
        <h2>
          <Inline of={block.text} />
        </h2>
      ) : (
        <h3>
          <Inline of={block.text} />
        </h3>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Inline of={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <table className="rule-table">
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join('|')}>
                {row.map((cell, column) => (
                  // The columns of a written table are fixed.
                  <td key={column}>
                    <Inline of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'paragraph':
      return (
        <p>
          <Inline of={block.text} />
        </p>
      )
  }
}

/** A text of sources, drawn plainly. */
export function MarkdownText({ of }: { of: string }): ReactNode {
  return (
    <div className="sources">
      {toBlocks(of).map((block, index) => (
        // The text is fixed; its blocks never change places.
        <BlockOf key={index} block={block} />
      ))}
    </div>
  )
}

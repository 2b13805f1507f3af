import type { Board } from '#contracts/notice'
import { programmeNames, proposedText } from './letter-words.zh.ts'
import { pageWords } from './letters.zh.ts'
import { escapeHtml, htmlPage, htmlTable } from './to-html.ts'

/** The board as a page for the village's wall. */
export function boardPage(board: Board): string {
  const title = pageWords.board(board.place)
  const notices = board.notices.map((notice) => [
    notice.applicantName,
    notice.village,
    `${notice.householdSize}`,
    programmeNames[notice.programme],
    notice.intent === 'stop' ? pageWords.toStop : proposedText(notice.programme, notice.proposed),
    notice.postedOn,
    notice.closesAfter,
    notice.hotline ?? '',
  ])
  const recipients = board.recipients.map((recipient) => [
    recipient.name,
    recipient.village,
    `${recipient.members}`,
    programmeNames[recipient.programme],
    recipient.amount,
  ])
  const running = notices.length === 0 ? `<p>${pageWords.none}</p>` : htmlTable(pageWords.noticeHead, notices)
  const receiving =
    recipients.length === 0 ? '' : `<h2>${pageWords.recipients}</h2>\n${htmlTable(pageWords.recipientHead, recipients)}`
  return htmlPage(
    title,
    `<h1>${escapeHtml(title)}</h1>
<p class="number">${escapeHtml(pageWords.boardDay(board.day))}</p>
<h2>${pageWords.running}</h2>
${running}
${receiving}
<p class="small">${pageWords.footer}</p>`,
  )
}

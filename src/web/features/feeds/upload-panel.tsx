import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress as Bar } from 'antd'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { Link } from 'react-router'
import { batchStatusText } from '#messages/exchange'
import { useBatchQuality } from '#web/features/feeds/api.ts'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { type Progress, useUploads } from '#web/features/feeds/uploads.ts'
import { count } from '#web/format.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

function Outcome({ progress }: { progress: Progress }): ReactNode {
  switch (progress.state) {
    case 'waiting':
      return <span className="quiet">{feedText.waiting}</span>
    case 'sending':
      return (
        <>
          <Bar percent={Math.round(progress.share * 100)} size="small" showInfo={false} className="upload-bar" />
          <span className="quiet">
            {progress.share < 1 ? feedText.sending(String(Math.round(progress.share * 100))) : feedText.reading}
          </span>
        </>
      )
    case 'refused':
      return (
        <span className="upload-refusal" role="alert">
          {progress.reason}
        </span>
      )
    case 'delivered':
      return <Delivered batchId={progress.batchId} before={progress.before} />
  }
}

function Delivered({ batchId, before }: { batchId: string; before: boolean }): ReactNode {
  const batch = useBatchQuality(batchId).data?.batch
  return (
    <span>
      {before ? <ToneTag tone="yellow">{feedText.already}</ToneTag> : null}
      {batch === undefined || before ? null : (
        <>
          <ToneTag tone="green">{batchStatusText[batch.status]}</ToneTag>{' '}
          {feedText.delivered(batch.feedTitle, count(batch.rows), count(batch.accepted))}
          {batch.quarantined + batch.review === 0 ? null : feedText.held(count(batch.quarantined), count(batch.review))}
        </>
      )}
      　<Link to={`/feeds/${batchId}`}>{feedText.openBatch}</Link>
    </span>
  )
}

/** Where files are dropped or chosen; each shows how far it has come, and a refusal stands beside its file. */
export function UploadPanel(): ReactNode {
  const { uploads, busy, add, clear } = useUploads()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }
  return (
    <section className="panel" aria-labelledby="upload-title">
      <h2 id="upload-title">{feedText.uploadTitle}</h2>
      {/* Dropping is a way for the mouse only; the button inside does the same for everybody. */}
      <div
        className={over ? 'drop-zone drop-zone-over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined className="drop-icon" />
        <p>
          {feedText.uploadDrop}{' '}
          <Button type="primary" onClick={() => input.current?.click()}>
            {feedText.uploadChoose}
          </Button>
        </p>
        <p className="quiet">{feedText.uploadTypes}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          aria-label={feedText.uploadChoose}
          accept=".xlsx,.xls,.et,.csv"
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            // The same file may be chosen again after it was mended.
            event.target.value = ''
          }}
        />
      </div>
      {uploads.length === 0 ? null : (
        <>
          <ul className="uploads" aria-label={feedText.uploadList} aria-live="polite">
            {uploads.map(({ key, name, progress }) => (
              <li key={key}>
                <strong>{name}</strong>
                <Outcome progress={progress} />
              </li>
            ))}
          </ul>
          <Button size="small" disabled={busy} onClick={clear}>
            {feedText.clearList}
          </Button>
        </>
      )}
    </section>
  )
}

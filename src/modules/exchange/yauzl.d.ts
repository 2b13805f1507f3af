/** The part of yauzl that the guard uses; the package brings no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    readonly fileName: string
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly generalPurposeBitFlag: number
  }
  export interface ZipFile {
    readonly entryCount: number
    readonly fileSize: number
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }
  export function openPromise(
    path: string,
    options: { lazyEntries: boolean; autoClose: boolean; validateEntrySizes: boolean },
  ): Promise<ZipFile>
}

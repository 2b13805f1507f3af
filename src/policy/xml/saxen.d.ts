/** saxen 11 ships no types; this is the part that `read.ts` uses. */
declare module 'saxen' {
  export interface ParseContext {
    readonly data: string
    readonly line: number
    readonly column: number
  }
  export class Parser {
    ns(prefixes: Readonly<Record<string, string>>): this
    on(
      event: 'openTag',
      handler: (
        name: string,
        attributes: () => Readonly<Record<string, string>>,
        decode: (text: string) => string,
        selfClosing: boolean,
        context: () => ParseContext,
      ) => void,
    ): this
    on(
      event: 'closeTag',
      handler: (
        name: string,
        decode: (text: string) => string,
        selfClosing: boolean,
        context: () => ParseContext,
      ) => void,
    ): this
    on(event: 'error' | 'warn', handler: (error: Error, context: () => ParseContext) => void): this
    parse(xml: string): void
  }
}

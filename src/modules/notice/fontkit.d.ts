/** The part of fontkit that is used here; the package brings no types. */
declare module 'fontkit' {
  interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean
  }
  export function create(file: Uint8Array, postscriptName?: string): Font
}

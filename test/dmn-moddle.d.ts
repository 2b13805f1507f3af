/** What the tests use of dmn-moddle, with which dmn-js reads and writes models. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string, type: string): Promise<{ rootElement: object; warnings: readonly unknown[] }>
    toXML(element: object, options: { format: boolean }): Promise<{ xml: string }>
  }
}

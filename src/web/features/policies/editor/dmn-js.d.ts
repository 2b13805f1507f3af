/** What we use of dmn-js, which brings no types. */
declare module 'dmn-js/lib/Modeler' {
  export interface View {
    readonly id: string
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression'
    readonly element: { readonly id: string; readonly name?: string }
  }
  interface Viewer {
    on(event: 'commandStack.changed', listener: () => void): void
  }
  interface ViewOptions {
    readonly additionalModules: readonly object[]
  }
  export default class Modeler {
    constructor(
      options: { readonly container: HTMLElement } & Readonly<
        Record<'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression', ViewOptions>
      >,
    )
    importXML(xml: string, options: { readonly open: boolean }): Promise<{ readonly warnings: readonly unknown[] }>
    saveXML(options: { readonly format: boolean }): Promise<{ readonly xml: string }>
    getViews(): readonly View[]
    open(view: View): Promise<unknown>
    on(event: 'viewer.created', listener: (event: { readonly viewer: Viewer }) => void): void
    destroy(): void
  }
}

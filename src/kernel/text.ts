/** The texts of a union: one function for each code, given exactly that member. */
export type TextFor<U extends { readonly code: string }> = {
  readonly [C in U['code']]: (of: Extract<U, { readonly code: C }>) => string
}

export function say<U extends { readonly code: string }>(texts: TextFor<U>, value: U): string {
  // TextFor pairs each code with its own member; the compiler cannot follow that through a union.
  const write = texts[value.code as U['code']] as (of: U) => string
  return write(value)
}

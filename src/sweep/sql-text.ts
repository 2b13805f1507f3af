/** A text as SQL writes it: the folder of the data may be named as its owner likes. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * What an address says beyond the place that stands before it: departments write the whole of it, down from the county.
 * An address that does not go through the place stays as written; null when nothing is left to say.
 */
export function withinPlace(address: string | null, place: string): string | null {
  if (address === null) return null
  const path = place.replaceAll(' ', '')
  const at = path === '' ? -1 : address.indexOf(path)
  const rest = at < 0 ? address : address.slice(at + path.length).trim()
  return rest === '' ? null : rest
}

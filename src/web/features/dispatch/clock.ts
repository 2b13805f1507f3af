/** Minutes after midnight as `08:05`; a plan's minutes are not whole. */
export function clockTime(minute: number): string {
  const whole = Math.round(minute)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

/** `08:05` → 485; undefined for what is no time of a day. */
export function readTime(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (found === null) return undefined
  const minute = Number(found[1]) * 60 + Number(found[2])
  return minute <= 1440 && Number(found[2]) < 60 ? minute : undefined
}

/** The minute it is now if `day` is today here as well; null on any other day, and where the clock tells another day. */
export function minuteNow(day: string, at = new Date()): number | null {
  const two = (of: number): string => String(of).padStart(2, '0')
  const here = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return here === day ? at.getHours() * 60 + at.getMinutes() : null
}

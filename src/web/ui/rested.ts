import { useEffect, useState } from 'react'

/** The text once it has rested for a moment, so that not every key asks the server. */
export function useRested(text: string, milliseconds = 250): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return rested
}

import { type ReactNode, useEffect, useRef, useState } from 'react'
import '#web/ui/scroll-frame.css'

/** Holds what may be wider than the screen. While it is, the keyboard can reach it and scroll it; else it is no stop. */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={frame} className="scroll-frame" {...(wide ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      {children}
    </div>
  )
}

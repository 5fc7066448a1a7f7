import { useEffect, useState } from 'react'

/// Takes a file that is dragged over the page and let go of there. Things of the page that are dragged are none.
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true && document.querySelector('[role=dialog]') === null
    const drag = (event: DragEvent) => {
      if (!isFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      // The pointer left the window itself.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      const file = isFile(event) ? event.dataTransfer?.files[0] : undefined
      if (file === undefined) return
      event.preventDefault()
      onFile(file)
    }
    window.addEventListener('dragover', drag)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', drag)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onFile])
  return over && <div aria-hidden="true" className="pointer-events-none fixed inset-2 z-30 rounded-sheet border-2 border-dashed border-accent bg-hover" />
}

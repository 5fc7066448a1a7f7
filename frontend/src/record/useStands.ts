import { startTransition, useEffect, useState } from 'react'

/// False for the first picture of a component. What may come a moment later is drawn piece by piece then and holds up no key.
export function useStands(): boolean {
  const [stands, setStands] = useState(false)
  useEffect(() => startTransition(() => setStands(true)), [])
  return stands
}

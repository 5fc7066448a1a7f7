/// Every path to a value in a message, such as `customer.phones.0`: what a mapping can choose from.
export function pathsOf(payload: unknown, at = '', most = 200): string[] {
  const paths: string[] = []
  const walk = (node: unknown, path: string) => {
    if (paths.length >= most) return
    if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) walk(value, path === '' ? key : `${path}.${key}`)
    } else if (path !== '') paths.push(path)
  }
  walk(payload, at)
  return paths
}

/// A pasted sample; null when it is no JSON object.
export function sampleOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

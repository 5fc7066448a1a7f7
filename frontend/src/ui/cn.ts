/// Joins class names. No merging of clashing utilities: a component that needs another look gets a variant.
export function cn(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

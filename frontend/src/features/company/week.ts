/// Minutes written with commas between them; null when one is no whole number.
export function minutesOf(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '')
  const minutes = parts.map(Number)
  return minutes.every((each) => Number.isInteger(each)) ? [...new Set(minutes)] : null
}

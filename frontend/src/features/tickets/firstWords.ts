const MOST = 80

/// The first line of a text, cut between words, as a title to begin from.
export function firstWords(text: string): string {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  if (line.length <= MOST) return line
  const cut = line.slice(0, MOST)
  const end = cut.lastIndexOf(' ')
  return `${end > MOST / 2 ? cut.slice(0, end) : cut}…`
}

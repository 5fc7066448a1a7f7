/// Where the active cell goes. Row -1 is the header.
export type Cell = { row: number; col: number }
export type Shape = { rows: number; columns: number; page: number }
export type Step = 'up' | 'down' | 'left' | 'right' | 'start' | 'end' | 'all-start' | 'all-end' | 'page-up' | 'page-down'

export function move({ row, col }: Cell, step: Step, { rows, columns, page }: Shape): Cell {
  const inRows = (r: number) => Math.max(-1, Math.min(rows - 1, r))
  const inColumns = (c: number) => Math.max(0, Math.min(columns - 1, c))
  switch (step) {
    case 'up':
      return { row: inRows(row - 1), col }
    case 'down':
      return { row: inRows(row + 1), col }
    case 'left':
      return { row, col: inColumns(col - 1) }
    case 'right':
      return { row, col: inColumns(col + 1) }
    case 'start':
      return { row, col: 0 }
    case 'end':
      return { row, col: columns - 1 }
    case 'all-start':
      return { row: inRows(0), col: 0 }
    case 'all-end':
      return { row: inRows(rows - 1), col: columns - 1 }
    case 'page-up':
      return { row: Math.max(0, inRows(row - page)), col }
    case 'page-down':
      return { row: inRows(row + page), col }
  }
}

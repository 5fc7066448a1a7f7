import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './Button'
import { ABOVE, STRETCHED } from './DataTable'
import { Menu } from './Menu'

/// What can be done with one row of a `DataTable`.
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className={ABOVE}>
      <Menu
        trigger={
          <IconButton label={label} size="sm">
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        {children}
      </Menu>
    </span>
  )
}

/// The name of a row, which opens it from anywhere on it.
export function RowName({ name, below, onOpen }: { name: string; below?: string; onOpen: () => void }) {
  return (
    <span className="min-w-0">
      <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={onOpen}>
        <bdi>{name}</bdi>
      </button>
      {below !== undefined && (
        <span className="block truncate text-12 text-ink-3">
          <bdi>{below}</bdi>
        </span>
      )}
    </span>
  )
}

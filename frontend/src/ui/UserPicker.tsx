import { useMemo } from 'react'
import { Avatar } from './Avatar'
import { MultiSelect, Select } from './Select'
import type { Option } from './options'

export type PickableUser = { id: string; name: string; active?: boolean }

export function userOptions(users: readonly PickableUser[]): Option[] {
  return users.map((user) => ({ value: user.id, label: user.name, icon: <Avatar name={user.name} size="sm" /> }))
}

type Shared = { label: string; users: readonly PickableUser[]; placeholder?: string; disabled?: boolean; className?: string }

/// Only active people can be picked, but a person already chosen stays visible after leaving.
export function UserPicker({ users, value, onChange, clearable = false, ...rest }: Shared & { value: string | null; onChange: (id: string | null) => void; clearable?: boolean }) {
  const options = useMemo(() => userOptions(users.filter((u) => u.active !== false || u.id === value)), [users, value])
  return <Select options={options} value={value} onChange={onChange} clearable={clearable} {...rest} />
}

export function UsersPicker({ users, value, onChange, ...rest }: Shared & { value: readonly string[]; onChange: (ids: string[]) => void }) {
  const options = useMemo(() => userOptions(users.filter((u) => u.active !== false || value.includes(u.id))), [users, value])
  return <MultiSelect options={options} value={value} onChange={onChange} {...rest} />
}

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import '@/i18n/packs/account'
import { t } from '@/i18n/t'
import { Input } from './Input'

type Props = { autoComplete: 'current-password' | 'new-password'; value: string; onChange: (value: string) => void; autoFocus?: boolean }

export function PasswordInput({ autoComplete, value, onChange, autoFocus = false }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <span className="relative flex">
      <Input
        type={shown ? 'text' : 'password'}
        name={autoComplete === 'new-password' ? 'new-password' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={autoFocus}
        className="pe-10"
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
      <button
        type="button"
        aria-label={shown ? t('password.hide') : t('password.show')}
        aria-pressed={shown}
        className="absolute inset-y-0 end-0 flex w-10 items-center justify-center rounded-control text-ink-3 hover:text-ink"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
      </button>
    </span>
  )
}

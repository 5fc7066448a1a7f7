import { useState } from 'react'
import { t } from '@/i18n/t'

import { toast } from '@/ui/toast'
import { PasswordForm } from './PasswordForm'

export function PasswordCard() {
  // A new form after each change, so no password stays on screen.
  const [round, setRound] = useState(0)
  return (
    <section aria-labelledby="password" className="rounded-card border border-line p-4 sm:p-5">
      <h2 id="password" className="mb-3 text-14 font-semibold">
        {t('password.change')}
      </h2>
      <PasswordForm
        key={round}
        onDone={() => {
          setRound(round + 1)
          toast(t('password.changed'))
        }}
      />
    </section>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery } from '@/api/auth'
import { t } from '@/i18n/t'
import { PasswordForm } from './PasswordForm'
import { AuthFrame } from './AuthFrame'

/// The one-time password opens this page and nothing else.
export function OwnPasswordPage() {
  const router = useRouter()
  const { to } = useSearch({ from: '/own-password' })
  const queries = useQueryClient()
  useEffect(() => {
    document.title = `${t('password.title')} · ${t('app.name')}`
  }, [])
  const done = () => {
    queries.removeQueries({ queryKey: meQuery.queryKey })
    router.history.replace(to ?? '/')
  }
  return (
    <AuthFrame title={t('password.title')} lead={t('password.lead')}>
      <PasswordForm oneTime onDone={done} />
    </AuthFrame>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { noticeSettingsQuery } from '@/api/noticeSettings'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/noticeSettings'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { BackLink } from '@/actions/BackLink'
import { Page } from '@/ui/Page'
import { allowPopUps, popUps, stopPopUps } from '@/ui/popUps'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { Card } from './Card'
import { MuteList } from './MuteList'
import { NoticeSettingsForm } from './NoticeSettingsForm'

/// What the reader is told by which way, when not, and of which records not.
export function NoticeSettingsPage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(noticeSettingsQuery)
  return (
    <Page title={t('noticeSettings.title')} lead={<BackLink to="/notifications" label={t('noticeSettings.back')} />} reading>
      {data ? (
        <div className="flex flex-col gap-4">
          <NoticeSettingsForm key={data.version} settings={data} />
          <DeviceCard />
          <MuteList />
          {may(me, 'system') && (
            <Link to="/settings/notifications" className="self-start font-medium text-accent hover:underline">
              {t('noticeSettings.company.link')}
            </Link>
          )}
        </div>
      ) : error === null ? (
        <SkeletonRows rows={8} />
      ) : (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function DeviceCard() {
  const [state, setState] = useState(popUps)
  return (
    <Card id="notice-device" title={t('noticeSettings.device')} hint={t('noticeSettings.device.hint')}>
      {state === 'denied' || state === 'unsupported' ? (
        <p className="text-ink-2">{t(`noticeSettings.device.${state}`)}</p>
      ) : (
        <Button className="self-start" onClick={() => (state === 'on' ? setState(stopPopUps()) : void allowPopUps().then(setState))}>
          {t(state === 'on' ? 'noticeSettings.device.stop' : 'noticeSettings.device.allow')}
        </Button>
      )}
    </Card>
  )
}

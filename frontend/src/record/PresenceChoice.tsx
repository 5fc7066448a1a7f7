import '@/i18n/packs/account'
import type { Me } from '@/api/types'
import { t } from '@/i18n/t'
import { Segmented } from '@/ui/Segmented'

type Presence = Me['user']['presence']
const PRESENCES: readonly Presence[] = ['available', 'busy', 'away']

/// What somebody says of himself: whether new work may come, and whether he is there.
export const PresenceChoice = ({ value, disabled = false, onChange }: { value: Presence; disabled?: boolean; onChange: (presence: Presence) => void }) => (
  <Segmented label={t('profile.presence')} value={value} disabled={disabled} options={PRESENCES.map((each) => ({ value: each, label: t(`profile.presence.${each}`) }))} onChange={onChange} />
)

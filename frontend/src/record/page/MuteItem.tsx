import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, BellOff } from 'lucide-react'
import { muteQuery, setMuted } from '@/api/noticeSettings'
import '@/i18n/packs/mute'
import { t } from '@/i18n/t'
import { MenuItem } from '@/ui/Menu'
import { toast } from '@/ui/toast'

/// Whether the reader hears of this record's remarks and changes. Asked for when the menu opens.
export function MuteItem({ object, id, title }: { object: string; id: string; title: string }) {
  const queries = useQueryClient()
  const { data: muted } = useQuery(muteQuery(object, id))
  const write = async (on: boolean) => {
    await setMuted(object, id, on)
    queries.setQueryData(muteQuery(object, id).queryKey, on)
    void queries.invalidateQueries({ queryKey: ['mutes'], exact: true })
  }
  const change = useMutation({
    mutationFn: write,
    onSuccess: (_done, on) => toast(t(on ? 'mute.done' : 'mute.undone', { title }), { undo: () => write(!on) }),
  })
  return (
    <MenuItem icon={muted === true ? <Bell size={16} aria-hidden /> : <BellOff size={16} aria-hidden />} disabled={muted === undefined} onSelect={() => change.mutate(muted !== true)}>
      {t(muted === true ? 'mute.off' : 'mute.on')}
    </MenuItem>
  )
}

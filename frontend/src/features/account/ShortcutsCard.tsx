import '@/i18n/packs/shortcuts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Keyboard, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { DEFAULT_KEYMAP, type Keymap, keymapOf, setKeymap, useKeymap } from '@/actions/keymap'
import { offers } from '@/actions/offer'
import { type Action, useAllActions } from '@/actions/registry'
import { ShortcutList } from '@/actions/ShortcutList'
import { meQuery, updateMe } from '@/api/auth'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { toast } from '@/ui/toast'
import { KeysDialog } from './KeysDialog'

/// Every shortcut there is: other keys for it, none, or all single keys off (WCAG 2.1.4). Kept on the server.
export function ShortcutsCard() {
  const me = useMe()
  const queries = useQueryClient()
  const keymap = useKeymap()
  const registered = useAllActions()
  const [edited, setEdited] = useState<Action | null>(null)
  const save = useMutation({
    mutationFn: (next: Keymap) => updateMe({ preferences: { ...(me.user.preferences as Record<string, unknown>), shortcuts: next } }),
    // In force at once, as it was when the server refuses.
    onMutate: setKeymap,
    onSuccess: (saved) => {
      queries.setQueryData(meQuery.queryKey, saved)
      toast(t('shortcuts.saved'))
    },
    onError: () => setKeymap(keymapOf(me.user.preferences)),
  })
  // What other pages offer is listed too, with the keys it has by now.
  const elsewhere = offers().filter((offered) => !registered.some((action) => action.id === offered.id))
  const all = [...registered.filter((action) => action.keys !== undefined || keymap.keys[action.id] === ''), ...elsewhere.filter((action) => action.keys !== undefined).map((action) => withKeys(action, keymap))]
  const changed = Object.keys(keymap.keys).length > 0
  return (
    <section id="shortcuts" aria-labelledby="shortcuts-title" className="flex flex-col gap-4 rounded-card border border-line p-4 sm:p-5">
      <div className="flex items-start justify-between gap-2">
        <div>
          <h2 id="shortcuts-title" className="flex items-center gap-2 text-14 font-semibold">
            <Keyboard size={16} aria-hidden />
            {t('shortcuts.title')}
          </h2>
          <p className="text-12 text-ink-3">{t('shortcuts.text')}</p>
        </div>
        {changed && (
          <Button size="sm" icon={<RotateCcw size={14} aria-hidden />} onClick={() => save.mutate({ ...DEFAULT_KEYMAP, single: keymap.single })}>
            {t('shortcuts.resetAll')}
          </Button>
        )}
      </div>
      <Switch label={t('shortcuts.single')} hint={t('shortcuts.single.hint')} checked={keymap.single} onChange={(e) => save.mutate({ ...keymap, single: e.target.checked })} />
      <ShortcutList
        actions={all}
        onEdit={setEdited}
      />
      {edited && (
        <KeysDialog
          action={edited}
          others={all.filter((action) => action.id !== edited.id)}
          custom={keymap.keys[edited.id] !== undefined}
          onClose={() => setEdited(null)}
          onSave={(keys, loser) => {
            setEdited(null)
            const next = { ...keymap.keys, ...(loser ? { [loser.id]: '' } : {}) }
            if (keys === null) delete next[edited.id]
            else next[edited.id] = keys
            save.mutate({ ...keymap, keys: next })
          }}
        />
      )}
    </section>
  )
}

function withKeys(action: Action, keymap: Keymap): Action {
  const chosen = keymap.keys[action.id]
  if (chosen === undefined || action.local === true) return action
  const bare = { ...action }
  delete bare.keys
  return chosen === '' ? bare : { ...bare, keys: chosen }
}

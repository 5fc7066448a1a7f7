import { type KeyboardEvent, useState } from 'react'
import type { Action } from '@/actions/registry'
import { chordOf } from '@/actions/shortcuts'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'

type Props = {
  action: Action
  others: readonly Action[]
  /// The keys are not the standard ones.
  custom: boolean
  /// `keys` null is the standard, '' none; `loser` had the same keys.
  onSave: (keys: string | null, loser: Action | null) => void
  onClose: () => void
}

const MOST = 2
const OURS = ['Tab', 'Enter', 'Escape']

/// Press what it should be: one key, two in a row, or one with Ctrl or ⌘.
export function KeysDialog({ action, others, custom, onSave, onClose }: Props) {
  const [chords, setChords] = useState<readonly string[]>([])
  const keys = chords.join(' ')
  const loser = others.find((other) => other.keys === keys && keys !== '') ?? null
  const press = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent)
    // Those move on, submit and close, here as everywhere.
    if (chord === null || OURS.includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    setChords((before) => (chord.startsWith('Mod+') || before.length >= MOST || before[0]?.startsWith('Mod+') ? [chord] : [...before, chord]))
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('shortcuts.edit', { action: action.label })}
      description={t('shortcuts.press.text')}
      onSubmit={() => keys !== '' && onSave(keys, loser)}
      footer={
        <>
          {custom && <Button onClick={() => onSave(null, null)}>{t('shortcuts.reset')}</Button>}
          <Button onClick={() => onSave('', null)}>{t('shortcuts.none')}</Button>
          <Button type="submit" variant="primary" disabled={keys === ''}>
            {t('shortcuts.save')}
          </Button>
        </>
      }
    >
      <input
        autoFocus
        readOnly
        aria-label={t('shortcuts.press')}
        placeholder={t('shortcuts.press')}
        value={keys}
        className="h-11 w-full rounded-control border border-control bg-raised px-3 text-center"
        onKeyDown={press}
        onFocus={() => setChords([])}
      />
      <div role="status" className="mt-2 min-h-6 text-12 text-ink-2">
        {keys !== '' && <Kbd keys={keys} />}
        {loser && <p className="mt-1 text-warn">{t('shortcuts.taken', { action: loser.label })}</p>}
      </div>
    </Dialog>
  )
}

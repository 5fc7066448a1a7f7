import type { ReactNode } from 'react'
import { isProblem } from '@/api/problem'
import { ConflictNotice } from './ConflictNotice'
import { FormDialog } from './FormDialog'
import { ProblemAlert } from './ProblemAlert'

/// How a form is sent, and what came of it (`actions/useSave`).
export type Saving<W> = { error: unknown; isPending: boolean; save: (wish: W, version: number) => void; reload: () => void }

type Props<W> = {
  title: string
  description?: ReactNode
  /// A sheet stands beside the list it belongs to; a dialog asks for something new.
  as?: 'dialog' | 'sheet'
  submit: string
  /// Without the right the form can only be read.
  mayChange?: boolean
  /// What `useForm` gave.
  form: { values: object; dirty: boolean; placed: boolean; check: () => boolean }
  saving: Saving<W>
  /// What would be sent now; null when the fields do not make one.
  wish: () => W | null
  /// The version that was read; 0 for what is new.
  version?: number
  aside?: ReactNode
  onClose: () => void
  children: ReactNode
}

/// The form of one thing, new or existing: the draft stays through every refusal, complaints stand at their fields, and
/// who was second to save decides which version stays.
export function FormSheet<W>({ title, description, as = 'sheet', submit, mayChange = true, form, saving, wish, version = 0, aside, onClose, children }: Props<W>) {
  const send = (over = version) => {
    const wanted = form.check() ? wish() : null
    if (wanted !== null) saving.save(wanted, over)
  }
  return (
    <FormDialog
      as={as}
      title={title}
      description={description}
      dirty={form.dirty}
      busy={saving.isPending}
      submit={submit}
      canSubmit={mayChange}
      aside={aside}
      onSubmit={() => send()}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ConflictNotice
          error={saving.error}
          onTheirs={() => {
            saving.reload()
            onClose()
          }}
          onMine={send}
        />
        {!form.placed && !isProblem(saving.error, 'VERSION_CONFLICT') && <ProblemAlert error={saving.error} fields={Object.keys(form.values)} />}
        {children}
      </div>
    </FormDialog>
  )
}

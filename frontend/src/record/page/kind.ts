import type { ComponentType } from 'react'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'

/// What a panel of a page knows. A deleted record comes with its rights to change taken away.
export type PanelProps = { meta: ObjectMeta; record: RecordView; users: readonly DirectoryUser[] }

/// @param onInsert puts words where one writes
export type ComposeProps = PanelProps & { onInsert: (text: string) => void }

/// A remark somebody left on a record.
export type RemarkProps = { recordId: string; commentId: string; text: string }

/// What the page of one object has besides what every record's page has. All of it is optional: the description of the
/// object alone makes a page.
export type RecordKind = {
  object: string
  /// Fields that are not shown among the facts because the page says them elsewhere.
  omit?: readonly string[]
  /// Its records change hands by a request of their own (`POST /{id}/reassign`), with a reason.
  reassign?: true
  /// Its timeline tells also of the records that belong to it.
  related?: true
  /// Buttons beside the menu; on a phone they stand above the tasks.
  Actions?: ComponentType<PanelProps>
  /// Under the name or the value: the line one reads first.
  Below?: ComponentType<PanelProps>
  /// Beside the field one writes a remark in.
  Compose?: ComponentType<ComposeProps>
  /// Beside a remark on its timeline: what else may be done with it.
  Remark?: ComponentType<RemarkProps>
  /// The work itself, where its page is more than facts: above the timeline, on a phone under the facts.
  Main?: ComponentType<PanelProps>
  /// Under the facts.
  Facts?: ComponentType<PanelProps>
  /// Beside the timeline, under the tasks: related lists and the object's own panels.
  Beside?: ComponentType<PanelProps>
}

import type { MessageId } from '@/i18n/catalog'
import { t } from '@/i18n/t'
import type { Action, ActionGroup } from './registry'

type Described = { label: MessageId; group: ActionGroup; keys?: string; local?: boolean; keysOnly?: boolean }

/// What is offered everywhere, and by the kits on every list and record, described once: a page adds what happens. Shortcuts can be changed
/// before the page that has them was ever opened, because they stand here.
const OFFERS = {
  palette: { label: 'shell.search', group: 'general', keys: 'Mod+K' },
  help: { label: 'shortcuts.open', group: 'general', keys: '?' },
  undo: { label: 'shortcuts.undo', group: 'general', keys: 'Mod+Z' },
  'list.search': { label: 'list.search', group: 'list', keys: '/' },
  'list.filter': { label: 'list.filter', group: 'list', keys: 'F' },
  'list.down': { label: 'list.down', group: 'list', keys: 'J', keysOnly: true },
  'list.up': { label: 'list.up', group: 'list', keys: 'K', keysOnly: true },
  'list.pick': { label: 'list.pick', group: 'list', keys: 'X', keysOnly: true },
  'list.peek': { label: 'list.peek', group: 'list', keys: 'Space', keysOnly: true },
  'list.open': { label: 'list.open', group: 'list', keys: 'Enter', local: true },
  'list.edit': { label: 'list.edit', group: 'list', keys: 'F2', local: true },
  'list.range': { label: 'list.range', group: 'list', keys: 'Shift+Click', local: true },
  'list.board': { label: 'list.board', group: 'list' },
  'list.list': { label: 'list.list', group: 'list' },
  'list.import': { label: 'list.import', group: 'list' },
  'list.export': { label: 'list.export', group: 'list' },
  'selection.assign': { label: 'selection.assign', group: 'selection', keys: 'A' },
  'selection.status': { label: 'selection.status', group: 'selection', keys: 'S' },
  'selection.edit': { label: 'selection.edit', group: 'selection' },
  'selection.delete': { label: 'selection.delete', group: 'selection' },
  'selection.clear': { label: 'selection.clear', group: 'selection' },
  'record.status': { label: 'status.change', group: 'record', keys: 'S' },
  'record.assign': { label: 'record.assign', group: 'record', keys: 'A' },
  'record.giveBack': { label: 'record.giveBack', group: 'record' },
  'record.ask': { label: 'record.ask', group: 'record' },
  'record.note': { label: 'record.note', group: 'record', keys: 'M' },
  'record.task': { label: 'record.task', group: 'record', keys: 'T' },
  'record.call': { label: 'record.call', group: 'record', keys: 'C' },
  'record.whatsApp': { label: 'record.whatsApp', group: 'record', keys: 'W' },
  'record.mail': { label: 'record.mail', group: 'record', keys: 'E' },
  'record.previous': { label: 'record.previous', group: 'record', keys: '[', keysOnly: true },
  'record.next': { label: 'record.next', group: 'record', keys: ']', keysOnly: true },
} satisfies Record<string, Described>

export type Offer = keyof typeof OFFERS

export function offer(id: Offer, run: () => void): Action {
  const described: Described = OFFERS[id]
  return { ...described, id, label: t(described.label), run }
}

/// In the order they are listed, for the page where shortcuts are changed.
export const offers = (): Action[] => (Object.keys(OFFERS) as Offer[]).map((id) => offer(id, () => undefined))

import { i18n } from '@lingui/core'
import { en, type MessageId } from './catalog'

i18n.load('en', en)
i18n.activate('en')

/// The words of a pack, before its page is shown.
export function addMessages(messages: Record<string, unknown>): void {
  i18n.load('en', messages as typeof en)
}

type Values = Record<string, unknown>

/// The message with this id in the current language. Ids are checked by the compiler.
export function t(id: MessageId, values?: Values): string {
  return i18n._(id, values)
}

/// For ids built from data the server sends (problem codes, field keys, verbs): the fallback is the server's own word.
export function tOr(id: string, fallback: string, values?: Values): string {
  return Object.hasOwn(i18n.messages, id) ? i18n._(id, values) : fallback
}

import account from './en/account.json'
import common from './en/common.json'
import fields from './en/fields.json'
import grid from './en/grid.json'
import leads from './en/leads.json'
import problems from './en/problems.json'
import shell from './en/shell.json'

/// English, complete: the type of every message id comes from here. Other languages are partial copies, loaded on demand.
export const en = { ...common, ...problems, ...shell, ...account, ...fields, ...grid, ...leads }

export type MessageId = keyof typeof en

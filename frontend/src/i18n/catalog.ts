import account from './en/account.json'
import common from './en/common.json'
import fields from './en/fields.json'
import grid from './en/grid.json'
import home from './en/home.json'
import leads from './en/leads.json'
import problems from './en/problems.json'
import record from './en/record.json'
import shell from './en/shell.json'
import tasks from './en/tasks.json'

/// English, complete: the type of every message id comes from here. Other languages are partial copies, loaded on demand.
export const en = { ...common, ...problems, ...shell, ...account, ...fields, ...grid, ...leads, ...record, ...tasks, ...home }

export type MessageId = keyof typeof en

import account from './en/account.json'
import admin from './en/admin.json'
import assignment from './en/assignment.json'
import common from './en/common.json'
import fields from './en/fields.json'
import grid from './en/grid.json'
import home from './en/home.json'
import leads from './en/leads.json'
import notifications from './en/notifications.json'
import pipelines from './en/pipelines.json'
import problems from './en/problems.json'
import record from './en/record.json'
import roles from './en/roles.json'
import shell from './en/shell.json'
import tasks from './en/tasks.json'
import teams from './en/teams.json'
import users from './en/users.json'

/// English, complete: the type of every message id comes from here. Other languages are partial copies, loaded on demand.
export const en = { ...common, ...problems, ...shell, ...account, ...fields, ...grid, ...leads, ...record, ...tasks, ...home, ...admin, ...assignment, ...notifications, ...pipelines, ...roles, ...teams, ...users }

export type MessageId = keyof typeof en

import type account from './en/account.json'
import type accounts from './en/accounts.json'
import admin from './en/admin.json'
import type approvalPolicies from './en/approvalPolicies.json'
import type approvals from './en/approvals.json'
import type ask from './en/ask.json'
import type dock from './en/dock.json'
import type giveBack from './en/giveBack.json'
import type recycling from './en/recycling.json'
import type assignment from './en/assignment.json'
import type audit from './en/audit.json'
import type board from './en/board.json'
import type bulk from './en/bulk.json'
import type charts from './en/charts.json'
import type columns from './en/columns.json'
import common from './en/common.json'
import type company from './en/company.json'
import type conversion from './en/conversion.json'
import type deals from './en/deals.json'
import type forecast from './en/forecast.json'
import type duplicates from './en/duplicates.json'
import type editor from './en/editor.json'
import type exporting from './en/export.json'
import type factors from './en/factors.json'
import fields from './en/fields.json'
import type firstSteps from './en/firstSteps.json'
import grid from './en/grid.json'
import type home from './en/home.json'
import type importing from './en/import.json'
import type insight from './en/insight.json'
import type keys from './en/keys.json'
import type leadForm from './en/leadForm.json'
import type leads from './en/leads.json'
import type macros from './en/macros.json'
import type merge from './en/merge.json'
import type moving from './en/moving.json'
import type mute from './en/mute.json'
import type notifications from './en/notifications.json'
import type noticeSettings from './en/noticeSettings.json'
import type offer from './en/offer.json'
import type offline from './en/offline.json'
import type ownFields from './en/ownFields.json'
import type palette from './en/palette.json'
import type partners from './en/partners.json'
import type passwords from './en/passwords.json'
import type pipelines from './en/pipelines.json'
import type proposalPage from './en/proposalPage.json'
import type proposals from './en/proposals.json'
import problems from './en/problems.json'
import type rating from './en/rating.json'
import record from './en/record.json'
import type recordPage from './en/recordPage.json'
import type roles from './en/roles.json'
import type satisfaction from './en/satisfaction.json'
import shell from './en/shell.json'
import type secret from './en/secret.json'
import type service from './en/service.json'
import type sources from './en/sources.json'
import type tasks from './en/tasks.json'
import type sso from './en/sso.json'
import type shortcuts from './en/shortcuts.json'
import type teams from './en/teams.json'
import type tickets from './en/tickets.json'
import type trash from './en/trash.json'
import type users from './en/users.json'
import type viewAs from './en/viewAs.json'
import type webhooks from './en/webhooks.json'

/// English, complete: the type of every message id comes from here. Other languages are partial copies, loaded on demand.
export const en = { ...common, ...problems, ...shell, ...fields, ...grid, ...record, ...admin }

/// Words of pages few people open come with those pages (`packs/`), not with the shell.
type Packed =
  | keyof typeof account
  | keyof typeof accounts
  | keyof typeof approvalPolicies
  | keyof typeof approvals
  | keyof typeof ask
  | keyof typeof dock
  | keyof typeof giveBack
  | keyof typeof recycling
  | keyof typeof assignment
  | keyof typeof audit
  | keyof typeof board
  | keyof typeof bulk
  | keyof typeof charts
  | keyof typeof columns
  | keyof typeof company
  | keyof typeof duplicates
  | keyof typeof editor
  | keyof typeof exporting
  | keyof typeof factors
  | keyof typeof firstSteps
  | keyof typeof home
  | keyof typeof importing
  | keyof typeof insight
  | keyof typeof keys
  | keyof typeof leadForm
  | keyof typeof leads
  | keyof typeof moving
  | keyof typeof mute
  | keyof typeof notifications
  | keyof typeof noticeSettings
  | keyof typeof offer
  | keyof typeof offline
  | keyof typeof ownFields
  | keyof typeof palette
  | keyof typeof conversion
  | keyof typeof macros
  | keyof typeof merge
  | keyof typeof deals
  | keyof typeof forecast
  | keyof typeof partners
  | keyof typeof passwords
  | keyof typeof pipelines
  | keyof typeof proposalPage
  | keyof typeof proposals
  | keyof typeof rating
  | keyof typeof recordPage
  | keyof typeof roles
  | keyof typeof satisfaction
  | keyof typeof secret
  | keyof typeof service
  | keyof typeof tickets
  | keyof typeof shortcuts
  | keyof typeof sources
  | keyof typeof sso
  | keyof typeof tasks
  | keyof typeof teams
  | keyof typeof trash
  | keyof typeof users
  | keyof typeof viewAs
  | keyof typeof webhooks

export type MessageId = keyof typeof en | Packed

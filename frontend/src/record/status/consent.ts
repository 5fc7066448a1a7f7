import { isProblem } from '@/api/problem'
import { isEmpty } from '../values'
import type { TransitionOption } from './transitions'

/// Somebody has to consent before: absent once he did.
export const approvalOf = (option: TransitionOption) => option.asks.find((ask) => ask.type === 'approval')

/// What the status wants and the record has not got.
export const lackingIn = (option: TransitionOption): string[] => option.asks.flatMap((ask) => (ask.type === 'requiredField' ? ask.fields : [])).flatMap((field) => (isEmpty(field.value) ? [field.label] : []))

/// The move brought more than somebody consented to, or nobody was asked yet.
export const needsApproval = (error: unknown): boolean => isProblem(error, 'CONDITIONS_NOT_MET') && error.body['approval'] !== undefined

import type { ReactNode } from 'react'
import type { NewRecordProps } from './NewRecordDialog'

type Props = NewRecordProps & { given?: Record<string, unknown> }
type Draw = (props: Props) => ReactNode

const forms = new Map<string, Draw>()

/// By which form a record of an object is made from the page of another one. The app says it, as features know nothing of
/// each other.
export const offerForm = (object: string, draw: Draw): void => void forms.set(object, draw)

export const hasForm = (object: string): boolean => forms.has(object)

export const drawForm = (object: string, props: Props): ReactNode => forms.get(object)?.(props) ?? null

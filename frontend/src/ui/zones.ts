import type { Option } from './options'

let made: readonly Option[] | undefined

const option = (zone: string): Option => ({ value: zone, label: zone.replaceAll('_', ' ') })

/// Every time zone the browser knows, made when first asked for; and the one in use, which the browser may know by an
/// older name (Asia/Kolkata as Asia/Calcutta).
export function zoneOptions(inUse: string | null = null): readonly Option[] {
  made ??= Intl.supportedValuesOf('timeZone').map(option)
  return inUse === null || made.some((each) => each.value === inUse) ? made : [option(inUse), ...made]
}

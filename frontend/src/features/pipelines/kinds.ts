/// The kinds of record that move, and the module whose right lets one see them.
export const KINDS = [
  { kind: 'lead', label: 'nav.leads', module: 'leads' },
  { kind: 'deal', label: 'nav.deals', module: 'deals' },
  { kind: 'ticket', label: 'nav.tickets', module: 'tickets' },
] as const

import { RotateCcw } from 'lucide-react'
import { Fragment } from 'react'
import type { KindChoice } from '@/api/noticeSettings'
import { t, tOr } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { usePhone } from '@/ui/useMedia'
import { channelsOf, type Choices, choose, grouped, type Way, WAYS, without } from './channels'

type Props = { kinds: readonly KindChoice[]; choices: Choices; disabled?: boolean; onChange: (choices: Choices) => void }
type LineProps = Props & { kind: KindChoice }

const nameOf = (kind: KindChoice) => tOr(`notifications.kind.${kind.key}`, kind.key)

/// Kinds of notices by the ways they come: a table of switches, on a phone a list under headings.
export function Matrix(props: Props) {
  return usePhone() ? <List {...props} /> : <Table {...props} />
}

function Table(props: Props) {
  return (
    <table className="w-full border-collapse" aria-label={t('noticeSettings.ways')}>
      <thead>
        <tr className="text-12 text-ink-2">
          <th scope="col" className="h-8 pe-3 text-start font-medium">
            {t('noticeSettings.kind')}
          </th>
          {WAYS.map((way) => (
            <th key={way} scope="col" className="h-8 px-2 text-center font-medium">
              {t(`noticeSettings.${way}`)}
            </th>
          ))}
          <th className="w-10">
            <span className="sr-only">{t('noticeSettings.usual')}</span>
          </th>
        </tr>
      </thead>
      {grouped(props.kinds).map(({ group, kinds }) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={WAYS.length + 2} className="pt-4 pb-1 text-start text-12 font-semibold text-ink-3">
              {t(`noticeSettings.group.${group}`)}
            </th>
          </tr>
          {kinds.map((kind) => (
            <tr key={kind.key} className="border-t border-line hover:bg-row-hover">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                {nameOf(kind)}
              </th>
              {WAYS.map((way) => (
                <td key={way} className="px-2 py-2">
                  <WaySwitch {...props} kind={kind} way={way} bare />
                </td>
              ))}
              <td className="text-end">
                <Usual {...props} kind={kind} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function List(props: Props) {
  return grouped(props.kinds).map(({ group, kinds }) => (
    <section key={group} aria-labelledby={`notices-${group}`} className="flex flex-col gap-4">
      <h3 id={`notices-${group}`} className="text-12 font-semibold text-ink-3">
        {t(`noticeSettings.group.${group}`)}
      </h3>
      {kinds.map((kind) => (
        <fieldset key={kind.key} className="relative border-t border-line pt-3">
          <legend className="sr-only">{nameOf(kind)}</legend>
          <div className="flex min-h-8 items-center justify-between gap-2">
            <p className="font-medium" aria-hidden="true">
              {nameOf(kind)}
            </p>
            <Usual {...props} kind={kind} />
          </div>
          {WAYS.map((way) => (
            <Fragment key={way}>
              <WaySwitch {...props} kind={kind} way={way} />
            </Fragment>
          ))}
        </fieldset>
      ))}
    </section>
  ))
}

function WaySwitch({ kind, way, choices, disabled = false, bare = false, onChange }: LineProps & { way: Way; bare?: boolean }) {
  const now = channelsOf(kind, choices)
  const stays = way === 'app' && kind.staysInApp
  const name = t('noticeSettings.cell', { kind: nameOf(kind), way: t(`noticeSettings.${way}`) })
  return (
    <Switch
      label={bare ? <span className="sr-only">{name}</span> : t(`noticeSettings.${way}`)}
      {...(stays && !bare ? { hint: t('noticeSettings.stays') } : {})}
      {...(stays ? { title: t('noticeSettings.stays') } : {})}
      {...(bare ? { className: 'justify-center' } : {})}
      checked={now[way]}
      disabled={disabled || stays || (way === 'popUp' && !now.app)}
      onChange={(event) => onChange(choose(kind, choices, way, event.target.checked))}
    />
  )
}

function Usual({ kind, choices, disabled = false, onChange }: LineProps) {
  if (disabled || choices[kind.key] === undefined) return null
  return (
    <IconButton size="sm" label={t('noticeSettings.usual.of', { kind: nameOf(kind) })} onClick={() => onChange(without(choices, kind.key))}>
      <RotateCcw size={14} aria-hidden />
    </IconButton>
  )
}

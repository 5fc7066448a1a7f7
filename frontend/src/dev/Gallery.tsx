import { CircleHelp, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Problem } from '@/api/problem'
import { BarChart } from '@/charts/BarChart'
import { ColumnChart } from '@/charts/ColumnChart'
import type { Datum, Series } from '@/charts/layout'
import { LineChart } from '@/charts/LineChart'
import { RichEditor } from '@/editor/RichEditor'
import { RichField } from '@/editor/RichField'
import { RichText } from '@/editor/RichText'
import { Avatar } from '@/ui/Avatar'
import { Badge, StatusPill, TONE, type Tone } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Checkbox, Switch } from '@/ui/Checkbox'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { DateInput, DateTimeInput } from '@/ui/DateTimeInput'
import { Dialog, Sheet, Spotlight } from '@/ui/Dialog'
import { DiscardDialog } from '@/ui/DiscardDialog'
import { EmptyState } from '@/ui/EmptyState'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { FormSheet } from '@/ui/FormSheet'
import { Input, TextArea } from '@/ui/Input'
import { Kbd } from '@/ui/Kbd'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { MoneyText } from '@/ui/MoneyText'
import { OptionList } from '@/ui/OptionList'
import { Page } from '@/ui/Page'
import { PasswordInput } from '@/ui/PasswordInput'
import { Popover } from '@/ui/Popover'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Progress } from '@/ui/Progress'
import { RelativeTime } from '@/ui/RelativeTime'
import { RowMenu, RowName } from '@/ui/RowMenu'
import { SecretDialog } from '@/ui/SecretDialog'
import { SecretOnce } from '@/ui/SecretOnce'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect, Select } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { Spinner } from '@/ui/Spinner'
import { Tabs } from '@/ui/Tabs'
import { setDensity, setTheme, useDensity, useTheme } from '@/ui/theme'
import { toast } from '@/ui/toast'
import { tip } from '@/ui/tip'
import { UserPicker, UsersPicker } from '@/ui/UserPicker'
import { WeekEditor } from '@/ui/WeekEditor'

const TONES = Object.keys(TONE) as Tone[]
const PEOPLE = ['Meera Menon', 'Kabir Rao', 'Zoya Iyer'].map((name) => ({ id: name, name }))
const CLASH = new Problem(409, { code: 'VERSION_CONFLICT', current: { id: 'swan', version: 2 } })
const BOATS = [
  { name: 'Swan', berth: 'B 4', fee: '1250.00' },
  { name: 'Heron', berth: 'A 1', fee: '90.50' },
]
const COLUMNS: TableColumn<(typeof BOATS)[number]>[] = [
  { key: 'name', label: 'Name', card: 'title', cell: ({ name, berth }) => <RowName name={name} below={berth} onOpen={() => undefined} /> },
  { key: 'fee', label: 'Fee', end: true, cell: ({ fee }) => <MoneyText value={{ amount: fee, currency: 'INR' }} /> },
  {
    key: 'menu',
    label: 'Menu',
    card: 'side',
    hideLabel: true,
    cell: ({ name }) => (
      <RowMenu label={`Menu of ${name}`}>
        <MenuItem onSelect={() => undefined}>Edit</MenuItem>
      </RowMenu>
    ),
  },
]
const CALLS: Datum[] = [
  { key: 'jan', label: 'Jan', values: { swan: 12, heron: 7, ibis: 4 }, target: 20 },
  { key: 'feb', label: 'Feb', values: { swan: 18, heron: 9, ibis: 11 }, target: 25 },
  { key: 'mar', label: 'Mar', toDate: true, values: { swan: 9, heron: 14, ibis: 12 }, target: 25 },
]
const CALLERS: Series[] = [
  { key: 'swan', label: 'Swan', hue: 'ours' },
  { key: 'heron', label: 'Heron', hue: 1 },
  { key: 'ibis', label: 'Ibis', hue: 2 },
]
const CHART = { data: CALLS, series: CALLERS, of: 'Month', full: String, short: String }
const WORDS = '**Bold**, *italic*, ~~gone~~, `code` and [a link](https://pier.example), asked by @Zoya Iyer\n\n- oil\n- rope\n\n1. first\n2. second\n\n> What was said.'
const NO_FIELD = { id: undefined, 'aria-describedby': undefined, 'aria-invalid': undefined, 'aria-required': undefined }
const FORM = { values: {}, dirty: false, placed: true, check: () => true }
const SAVING = { error: CLASH, isPending: false, save: () => undefined, reload: () => undefined }
const OVER = ['dialog', 'sheet', 'confirm', 'discard', 'form', 'form sheet', 'secret', 'spotlight'] as const
type Over = (typeof OVER)[number]
const OPTIONS = ['Kochi', 'Pune', 'Lisbon'].map((each) => ({ value: each, label: each }))

/// Every primitive in every state, to look at while one is changed. Development only: the address does not exist in what
/// is shipped.
export function Gallery() {
  const theme = useTheme()
  const density = useDensity()
  const [tab, setTab] = useState('one')
  const [city, setCity] = useState<string | null>('Pune')
  const [cities, setCities] = useState<string[]>(['Kochi'])
  const [open, setOpen] = useState<Over | null>(null)
  const close = () => setOpen(null)
  return (
    <main className="min-h-dvh overflow-x-clip bg-canvas">
      <Page title="Primitives" aside="in every state" actions={<Button size="sm">An action</Button>}>
      <div className="grid gap-4 p-4 lg:grid-cols-2">
        <Part title="Theme, density, direction">
          <Segmented label="Theme" value={theme} options={(['system', 'light', 'dark', 'contrast'] as const).map((value) => ({ value, label: value }))} onChange={setTheme} />
          <Segmented label="Density" value={density} options={(['compact', 'cozy', 'roomy'] as const).map((value) => ({ value, label: value }))} onChange={setDensity} />
          <Button onClick={() => (document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl')}>Turn round</Button>
        </Part>
        <Part title="Buttons">
          {(['primary', 'secondary', 'quiet', 'soft', 'danger'] as const).map((variant) => (
            <Button key={variant} variant={variant} icon={<Plus size={16} aria-hidden />}>
              {variant}
            </Button>
          ))}
          <Button busy>busy</Button>
          <Button disabled>disabled</Button>
          <Button size="sm">small</Button>
          <IconButton label="Delete" keys="Delete">
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </Part>
        <Part title="Marks">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          {TONES.map((tone) => (
            <StatusPill key={tone} label={tone} color={tone} />
          ))}
          {(['sm', 'md', 'lg'] as const).map((size) => (
            <Avatar key={size} name="Meera Menon" size={size} />
          ))}
          <Kbd keys="Mod+K" />
          <Spinner />
          <MoneyText value={{ amount: '1250.00', currency: 'INR' }} />
          <RelativeTime at="2026-03-02T08:30:00Z" />
        </Part>
        <Part title="Fields">
          <Field label="Name" hint="As on the door.">
            <Input defaultValue="Swan" />
          </Field>
          <Field label="Refused" error="Another boat has this name.">
            <Input defaultValue="Heron" />
          </Field>
          <Field label="Read only">
            <Input readOnly value="LEAD-2026-00001" />
          </Field>
          <Field label="Words" optional>
            <TextArea defaultValue={"Two lines\nof them"} />
          </Field>
          <Field label="Password">
            <PasswordInput autoComplete="new-password" value="quiet herons" onChange={() => undefined} />
          </Field>
          <Field label="City">
            <Select label="City" options={OPTIONS} value={city} clearable onChange={setCity} />
          </Field>
          <Field label="Cities">
            <MultiSelect label="Cities" options={OPTIONS} value={cities} onChange={setCities} />
          </Field>
          <Field label="Owner">
            <UserPicker label="Owner" users={PEOPLE} value={PEOPLE[0]?.id ?? null} onChange={() => undefined} />
          </Field>
          <Field label="Crew">
            <UsersPicker label="Crew" users={PEOPLE} value={PEOPLE.slice(1).map(({ id }) => id)} onChange={() => undefined} />
          </Field>
          <Field label="Day">
            <DateInput value="2026-03-04" onChange={() => undefined} />
          </Field>
          <Field label="Moment">
            <DateTimeInput value="2026-03-04T09:15:00Z" onChange={() => undefined} />
          </Field>
          <Checkbox label="Ticked" defaultChecked />
          <Switch label="Switched on" hint="And what it does." defaultChecked />
        </Part>
        <Part title="Over the page">
          <Menu trigger={<Button>Menu</Button>}>
            <MenuItem onSelect={() => undefined} keys="E">
              Edit
            </MenuItem>
            <MenuItem onSelect={() => undefined} disabled hint="It is used.">
              Disabled
            </MenuItem>
            <MenuSeparator />
            <MenuItem danger onSelect={() => undefined}>
              Delete
            </MenuItem>
          </Menu>
          <Popover label="Choose a city" trigger={<Button>Popover</Button>} className="w-64">
            <OptionList label="City" options={OPTIONS} selected={['Pune']} onPick={() => undefined} searchable />
          </Popover>
          <button type="button" aria-label="Tooltip" className="size-hit" {...tip('What it does', { keys: 'H' })}>
            <CircleHelp size={16} aria-hidden />
          </button>
          {OVER.map((over) => (
            <Button key={over} onClick={() => setOpen(over)}>
              {over}
            </Button>
          ))}
          <Button onClick={() => toast('Swan saved', { undo: () => undefined })}>Message with undo</Button>
          <Button onClick={() => toast('The server cannot answer right now.', { tone: 'problem' })}>Problem</Button>
        </Part>
        <Part title="Waiting and refusals">
          <SkeletonRows rows={3} className="w-full" />
          <Progress label="Half way" value={5} max={10} className="w-full" />
          <ProblemAlert error={new Error('Nobody expected this.')} onRetry={() => undefined} />
          <ConflictNotice error={CLASH} onTheirs={() => undefined} onMine={() => undefined} />
          <SecretOnce label="Key" secret="seven-quiet-herons" />
        </Part>
        <Part title="Tabs">
          <Tabs label="Parts" className="w-full" value={tab} onChange={setTab} tabs={['one', 'two'].map((value) => ({ value, label: value, content: <p className="p-4">{value}</p> }))} />
        </Part>
        <Part title="A table">
          <DataTable
            label="Boats"
            rows={BOATS}
            keyOf={({ name }) => name}
            faded={({ name }) => name === 'Heron'}
            columns={COLUMNS}
          />
        </Part>
        <Part title="Charts">
          <div className="grid w-full grid-cols-[minmax(0,1fr)] gap-4">
            <ColumnChart {...CHART} title="Columns" summary="Swan called most in February: 18." target="Aim" />
            <LineChart {...CHART} title="Lines" summary="Heron called more each month, 14 in March so far." target="Aim" />
            <BarChart {...CHART} title="Bars" summary="Most calls were in February: 38." />
          </div>
        </Part>
        <Part title="Text with marks">
          <div className="grid w-full grid-cols-[minmax(0,1fr)] gap-4">
            <RichText text={WORDS} people={PEOPLE} />
            <div className="rounded-sheet border border-accent">
              <RichEditor label="Editor" value={WORDS} users={[]} rows={3} onChange={() => undefined} start={{ focused: false, before: '' }} wiring={NO_FIELD} open />
            </div>
            <div className="rounded-sheet border border-line-strong">
              <RichField label="Remark" placeholder="Write a remark" value="" users={[]} rows={1} onChange={() => undefined} />
            </div>
          </div>
        </Part>
        <Part title="A list of options">
          <OptionList label="City" options={[...OPTIONS, { value: 'Oslo', label: 'Oslo', disabled: true, hint: 'No berth is free.' }]} selected={['Pune']} multiple onPick={() => undefined} />
        </Part>
        <Part title="The hours of a week">
          <WeekEditor week={WEEK} disabled={false} words={{ from: 'from', to: 'to', closed: 'Closed', nextDay: 'on the next day' }} onChange={() => undefined} />
        </Part>
        <Part title="Nothing to show">
          {(['first', 'noMatch', 'noRights'] as const).map((kind) => (
            <EmptyState key={kind} kind={kind} title={kind} text="One sentence." action={<Button>Do something</Button>} />
          ))}
        </Part>
      </div>
      </Page>
      <Dialog open={open === 'dialog'} onOpenChange={close} title="Dialog" description="What it asks for." footer={<Button onClick={close}>Close</Button>}>
        <p>Its body.</p>
      </Dialog>
      <Sheet open={open === 'sheet'} onOpenChange={close} title="Sheet" footer={<Button onClick={close}>Close</Button>}>
        <p>Its body.</p>
      </Sheet>
      {open === 'confirm' && <ConfirmDialog title="Delete Swan?" text="It does not come back." confirm="Delete" danger onConfirm={close} onClose={close} />}
      {open === 'discard' && <DiscardDialog onKeep={close} onDiscard={close} />}
      {open === 'form' && (
        <FormDialog title="New boat" dirty={false} submit="Save" onSubmit={close} onClose={close}>
          <Field label="Its name">
            <Input autoFocus />
          </Field>
        </FormDialog>
      )}
      {open === 'form sheet' && (
        <FormSheet title="Swan" submit="Save" form={FORM} saving={SAVING} wish={() => null} onClose={close}>
          <Field label="Its name">
            <Input defaultValue="Swan" />
          </Field>
        </FormSheet>
      )}
      {open === 'secret' && <SecretDialog title="A key was made" text="It opens the gate." label="Key" secret="seven-quiet-herons" onClose={close} />}
      {open === 'spotlight' && (
        <Spotlight title="Go to" onClose={close}>
          <OptionList label="Go to" options={OPTIONS} selected={[]} searchable onPick={close} />
        </Spotlight>
      )}
    </main>
  )
}

/// Open, over midnight, and not at all.
const WEEK = { monday: { from: '09:00', to: '18:00' }, friday: { from: '22:00', to: '06:00' } }

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="rounded-card border border-line bg-surface p-4">
    <h2 className="mb-3 font-semibold">{title}</h2>
    <div className="flex flex-wrap items-center gap-3 [&>div]:min-w-48">{children}</div>
  </section>
)

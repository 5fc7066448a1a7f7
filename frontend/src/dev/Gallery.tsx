import { Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Avatar } from '@/ui/Avatar'
import { Badge, StatusPill, TONE, type Tone } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Checkbox, Switch } from '@/ui/Checkbox'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Dialog, Sheet } from '@/ui/Dialog'
import { EmptyState } from '@/ui/EmptyState'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { Kbd } from '@/ui/Kbd'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Progress } from '@/ui/Progress'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect, Select } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { Tabs } from '@/ui/Tabs'
import { setDensity, setTheme, useDensity, useTheme } from '@/ui/theme'
import { Toaster } from '@/ui/Toaster'
import { toast } from '@/ui/toast'

const TONES = Object.keys(TONE) as Tone[]
const OPTIONS = ['Kochi', 'Pune', 'Lisbon'].map((each) => ({ value: each, label: each }))

/// Every primitive in every state, to look at while one is changed. Development only: the address does not exist in what
/// is shipped.
export function Gallery() {
  const theme = useTheme()
  const density = useDensity()
  const [tab, setTab] = useState('one')
  const [city, setCity] = useState<string | null>('Pune')
  const [cities, setCities] = useState<string[]>(['Kochi'])
  const [open, setOpen] = useState<'dialog' | 'sheet' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <main className="min-h-dvh bg-canvas p-6">
      <h1 className="mb-4 text-20 font-semibold">Primitives</h1>
      <div className="grid gap-4 lg:grid-cols-2">
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
            <TextArea defaultValue="Two lines\nof them" />
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
          <Button onClick={() => setOpen('dialog')}>Dialog</Button>
          <Button onClick={() => setOpen('sheet')}>Sheet</Button>
          <Button onClick={() => setOpen('confirm')}>Confirm</Button>
          <Button onClick={() => toast('Swan saved', { undo: () => undefined })}>Message with undo</Button>
          <Button onClick={() => toast('The server cannot answer right now.', { tone: 'problem' })}>Problem</Button>
        </Part>
        <Part title="Waiting and refusals">
          <SkeletonRows rows={3} className="w-full" />
          <Progress label="Half way" value={5} max={10} className="w-full" />
          <ProblemAlert error={new Error('Nobody expected this.')} onRetry={() => undefined} />
        </Part>
        <Part title="Tabs">
          <Tabs label="Parts" className="w-full" value={tab} onChange={setTab} tabs={['one', 'two'].map((value) => ({ value, label: value, content: <p className="p-4">{value}</p> }))} />
        </Part>
        <Part title="Nothing to show">
          {(['first', 'noMatch', 'noRights'] as const).map((kind) => (
            <EmptyState key={kind} kind={kind} title={kind} text="One sentence." action={<Button>Do something</Button>} />
          ))}
        </Part>
      </div>
      <Dialog open={open === 'dialog'} onOpenChange={close} title="Dialog" description="What it asks for." footer={<Button onClick={close}>Close</Button>}>
        <p>Its body.</p>
      </Dialog>
      <Sheet open={open === 'sheet'} onOpenChange={close} title="Sheet" footer={<Button onClick={close}>Close</Button>}>
        <p>Its body.</p>
      </Sheet>
      {open === 'confirm' && <ConfirmDialog title="Delete Swan?" text="It does not come back." confirm="Delete" danger onConfirm={close} onClose={close} />}
      <Toaster />
    </main>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="rounded-card border border-line bg-surface p-4">
    <h2 className="mb-3 font-semibold">{title}</h2>
    <div className="flex flex-wrap items-center gap-3 [&>div]:min-w-48">{children}</div>
  </section>
)

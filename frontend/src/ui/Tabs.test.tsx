import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { DirectionProvider } from './Direction'
import { Tabs } from './Tabs'

function Page({ dir = 'ltr' }: { dir?: 'ltr' | 'rtl' }) {
  const [value, setValue] = useState('b')
  return (
    <DirectionProvider dir={dir}>
      <Tabs
        label="Parts"
        value={value}
        onChange={setValue}
        tabs={[
          { value: 'a', label: 'First', content: 'One' },
          { value: 'b', label: 'Second', count: 2, content: <button type="button">Two</button> },
          { value: 'c', label: 'Third', content: 'Three' },
        ]}
      />
    </DirectionProvider>
  )
}

const focused = () => document.activeElement?.textContent
const shown = () => screen.getByRole('tabpanel').textContent

describe('tabs', () => {
  it('are one stop, before what they show', async () => {
    render(<Page />)
    await userEvent.tab()
    expect(focused()).toBe('Second2')
    await userEvent.tab()
    expect(document.activeElement).toBe(screen.getByRole('tabpanel', { name: /Second/ }))
    await userEvent.tab()
    expect(focused()).toBe('Two')
  })

  it('are walked with arrows, round the ends, and show each', async () => {
    render(<Page />)
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}')
    expect([focused(), shown()]).toEqual(['Third', 'Three'])
    await userEvent.keyboard('{ArrowRight}')
    expect([focused(), shown()]).toEqual(['First', 'One'])
    await userEvent.keyboard('{End}')
    expect([focused(), shown()]).toEqual(['Third', 'Three'])
    await userEvent.keyboard('{Home}')
    expect([focused(), shown()]).toEqual(['First', 'One'])
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('First')
  })

  it('are walked the other way from right to left', async () => {
    render(<Page dir="rtl" />)
    await userEvent.tab()
    await userEvent.keyboard('{ArrowLeft}')
    expect(focused()).toBe('Third')
  })
})

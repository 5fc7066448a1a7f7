import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Sheet } from './Dialog'
import { Tooltip, TooltipProvider } from './Tooltip'

describe('a tooltip', () => {
  it('leaves the first Escape to the sheet under it', async () => {
    const onOpenChange = vi.fn()
    render(
      <TooltipProvider>
        <Sheet open onOpenChange={onOpenChange} title="Requests">
          <Tooltip text="Star it">
            <button type="button">Star</button>
          </Tooltip>
        </Sheet>
      </TooltipProvider>,
    )
    screen.getByRole('button', { name: 'Star' }).blur()
    await userEvent.tab()
    expect(await screen.findByRole('tooltip')).toBeTruthy()

    await userEvent.keyboard('{Escape}')

    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false))
  })
})

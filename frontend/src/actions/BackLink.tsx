import { createLink } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ComponentProps } from 'react'

const Way = ({ label, ...props }: Omit<ComponentProps<'a'>, 'aria-label' | 'children' | 'className' | 'title'> & { label: string }) => (
  <a {...props} aria-label={label} title={label} className="-ms-2 flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover">
    <ArrowLeft size={16} className="mirror" aria-hidden />
  </a>
)

/// The way back, before the title of a page: to where it is reached from.
export const BackLink = createLink(Way)

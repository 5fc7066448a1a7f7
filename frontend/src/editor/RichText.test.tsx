import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addressOf } from './address'
import { RichText } from './RichText'

const html = (text: string) => render(<RichText text={text} people={[{ id: 'meera', name: 'Meera Menon' }]} />).container

describe('a remark as it is read', () => {
  it('has the marks it was written with', () => {
    const shown = html('**Call** *now* ~~later~~ `x*y`\n\n- one\n- two\n\n7. seven\n\n> said')

    for (const [tag, text] of Object.entries({ strong: 'Call', em: 'now', s: 'later', code: 'x*y', 'ol > li': 'seven', blockquote: 'said' })) expect(shown.querySelector(tag)?.textContent).toBe(text)
    expect([...shown.querySelectorAll('ul > li')].map((item) => item.textContent)).toEqual(['one', 'two'])
    expect(shown.querySelector('ol')?.getAttribute('start')).toBe('7')
  })

  it('shows names as names, also where they are bold', () => {
    html('Ask **@Meera Menon** soon')

    expect(screen.getByText('@Meera Menon').className).toContain('bg-soft')
    expect(screen.getByText('@Meera Menon').closest('strong')).toBeTruthy()
  })

  it('links away without telling where from', () => {
    html('[terms](https://pier.example/a?b=1), https://quay.example/x_y. and [Ada](mailto:ada@pier.example) (http://bay.example)')

    expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['terms', 'https://pier.example/a?b=1'],
      ['https://quay.example/x_y', 'https://quay.example/x_y'],
      ['Ada', 'mailto:ada@pier.example'],
      ['http://bay.example', 'http://bay.example'],
    ])
    for (const link of screen.getAllByRole('link')) expect([link.getAttribute('rel'), link.getAttribute('target')]).toEqual(['noopener noreferrer nofollow', '_blank'])
  })

  it.each(['[x](javascript:alert(1))', '[x](JavaScript:alert)', '[x](data:text/html,hi)', '[x](//pier.example)', '[x](/leads)', '[x](vbscript:x)', '<a href="https://pier.example/">x', '<img src=x onerror=alert(1)>', '[x](https://pier.example\u0000)'])(
    'leaves as text: %s',
    (text) => {
      const shown = html(text)

      expect(shown.textContent).toBe(text)
      expect(shown.querySelector('img')).toBeNull()
      for (const link of shown.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^https:\/\/pier\.example/)
    },
  )
})

describe('the address of a link', () => {
  it('is a page, a mailbox or a telephone', () => {
    expect(['pier.example', ' https://pier.example/(a) ', 'ada@pier.example', '+44 7700 900184', 'tel:+447700900184'].map(addressOf)).toEqual([
      'https://pier.example',
      'https://pier.example/%28a%29',
      'mailto:ada@pier.example',
      'tel:+447700900184',
      'tel:+447700900184',
    ])
    expect(['', 'terms', 'javascript:alert(1)', 'data:text/html,1', 'ftp://pier.example', 'https://'].map(addressOf)).toEqual([null, null, null, null, null, null])
  })
})

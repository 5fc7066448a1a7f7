import { describe, expect, it } from 'vitest'
import { leadFrom } from './quick'

describe('a lead from one line', () => {
  it('takes a number or an address out of the name', () => {
    expect(leadFrom('Meera Menon +1 256 555 0142')).toEqual({ title: 'Meera Menon', phone: '+1 256 555 0142' })
    expect(leadFrom('Meera, meera@example.com')).toEqual({ title: 'Meera', email: 'meera@example.com' })
  })

  it('is named by how it is reached when there is no name', () => {
    expect(leadFrom('+1 256 555 0142')).toEqual({ title: '+1 256 555 0142', phone: '+1 256 555 0142' })
    expect(leadFrom('Meera Menon 2')).toEqual({ title: 'Meera Menon 2' })
  })
})
